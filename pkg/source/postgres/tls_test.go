//go:build unix

package postgres

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"testing"
	"time"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source/postgres/pgtest"
)

// authority signs certificates for tests.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         string
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	key := newKey(t)
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return authority{certificate: template, key: key, pem: encodePEM("CERTIFICATE", der)}
}

// issue returns a certificate and its key, as PEM, for a common name, valid until the given time for the loopback
// address or a host.
func (a authority) issue(t *testing.T, name, host string, until time.Time) (certificate, key string) {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-2 * time.Hour), NotAfter: until,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{host}
	}
	private := newKey(t)
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &private.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return encodePEM("CERTIFICATE", der), encodePEM("PRIVATE KEY", pkcs8)
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func encodePEM(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

// tlsServer runs a server that only takes TLS, with a certificate for host; user "certified" needs a client
// certificate as well.
func tlsServer(t *testing.T, signer authority, host string, until time.Time) *pgtest.Server {
	t.Helper()
	server := pgtest.Start(t)
	server.Exec(t, "postgres", append(reader("reader"), reader("certified")...)...)
	certificate, key := signer.issue(t, "server", host, until)
	for name, text := range map[string]string{
		"server.crt": certificate, "server.key": key, "root.crt": signer.pem,
		"pg_hba.conf": "local all " + pgtest.Superuser + " trust\n" +
			"hostssl all certified 127.0.0.1/32 cert\nhostssl all reader 127.0.0.1/32 scram-sha-256\n",
	} {
		if err := server.WriteFile(name, text); err != nil {
			t.Fatal(err)
		}
	}
	server.Exec(t, "postgres", "alter system set ssl_ca_file = 'root.crt'")
	server.Exec(t, "postgres", "alter system set ssl = on")
	server.Restart(t)
	return server
}

func TestTLSModes(t *testing.T) {
	t.Parallel()
	trusted, other := newAuthority(t), newAuthority(t)
	server := tlsServer(t, trusted, "127.0.0.1", time.Now().Add(time.Hour))
	elsewhere := tlsServer(t, trusted, "db.example.com", time.Now().Add(time.Hour))
	expired := tlsServer(t, trusted, "127.0.0.1", time.Now().Add(-time.Hour))
	clientCert, clientKey := trusted.issue(t, "certified", "client", time.Now().Add(time.Hour))

	for _, test := range []struct {
		what   string
		server *pgtest.Server
		change func(*Config)
		kind   fault.Kind
		want   string
	}{
		{"require takes any certificate", elsewhere, func(c *Config) {}, "", ""},
		{"require with a root verifies the authority", server, func(c *Config) { c.RootCert = other.pem }, fault.Configuration, "authority that is not trusted"},
		{"verify-ca trusts its root", elsewhere, func(c *Config) { c.SSLMode, c.RootCert = SSLVerifyCA, trusted.pem }, "", ""},
		{"verify-ca refuses another root", elsewhere, func(c *Config) { c.SSLMode, c.RootCert = SSLVerifyCA, other.pem }, fault.Configuration, "authority that is not trusted"},
		{"verify-ca without a root uses the system's", server, func(c *Config) { c.SSLMode = SSLVerifyCA }, fault.Configuration, "authority that is not trusted"},
		{"verify-ca refuses an expired certificate", expired, func(c *Config) { c.SSLMode, c.RootCert = SSLVerifyCA, trusted.pem }, fault.Downstream, "expired"},
		{"verify-full checks the name", elsewhere, func(c *Config) { c.SSLMode, c.RootCert = SSLVerifyFull, trusted.pem }, fault.Configuration, "is for db.example.com, not for"},
		{"verify-full accepts the name", server, func(c *Config) { c.SSLMode, c.RootCert = SSLVerifyFull, trusted.pem }, "", ""},
		{"verify-full refuses another root", server, func(c *Config) { c.SSLMode, c.RootCert = SSLVerifyFull, other.pem }, fault.Configuration, "authority that is not trusted"},
		{"a server that demands TLS", server, func(c *Config) { c.SSLMode = SSLDisable }, fault.Configuration, `use TLS mode "require"`},
		{"a client certificate", server, func(c *Config) { c.User, c.ClientCert, c.ClientKey = "certified", clientCert, clientKey }, "", ""},
		{"a missing client certificate", server, func(c *Config) { c.User = "certified" }, fault.Configuration, "client certificate"},
	} {
		t.Run(test.what, func(t *testing.T) {
			settings := config("postgres")
			settings.Port, settings.SSLMode = test.server.Port, SSLRequire
			test.change(&settings)
			got, err := open(t, settings).Query(testContext(t), "select ssl from pg_stat_ssl where pid = pg_backend_pid()", from, to)
			switch {
			case test.kind != "":
				expectFault(t, err, test.kind, test.want)
			case err != nil:
				t.Error(err)
			case got.Values[0][0] != true:
				t.Error("the connection is not encrypted")
			}
		})
	}
}
