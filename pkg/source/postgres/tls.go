package postgres

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"strings"

	"github.com/headroom/headroom/pkg/fault"
)

// tlsConfig builds what SSLMode asks for; nil is no TLS, which a Unix socket never has. It is built here rather than by pgx because the
// certificates come as text, and pgx reads files.
func (c Config) tlsConfig() (*tls.Config, error) {
	if c.SSLMode == SSLDisable || strings.HasPrefix(c.Host, "/") {
		return nil, nil
	}
	config := &tls.Config{ServerName: c.Host, MinVersion: tls.VersionTLS12}
	if c.RootCert != "" {
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM([]byte(c.RootCert)) {
			return nil, fault.Configurationf(Name, "the root certificate is not a PEM certificate").
				WithCure("Paste the whole certificate, from BEGIN CERTIFICATE to END CERTIFICATE")
		}
	}
	if c.ClientCert != "" || c.ClientKey != "" {
		pair, err := tls.X509KeyPair([]byte(c.ClientCert), []byte(c.ClientKey))
		if err != nil {
			return nil, fault.Configurationf(Name, "the client certificate and its key are not a PEM pair").
				WithCure("Paste both whole, the key without a passphrase")
		}
		config.Certificates = []tls.Certificate{pair}
	}
	if c.SSLMode == SSLVerifyFull {
		return config, nil
	}
	// The standard check always looks at the host name, so the weaker modes replace it.
	config.InsecureSkipVerify = true
	if c.SSLMode == SSLVerifyCA || c.RootCert != "" {
		config.VerifyConnection = func(state tls.ConnectionState) error { return verifyAuthority(config.RootCAs, state) }
	}
	return config, nil
}

// verifyAuthority checks the chain of a server's certificate, not its name. A nil pool is the system's.
func verifyAuthority(roots *x509.CertPool, state tls.ConnectionState) error {
	if len(state.PeerCertificates) == 0 {
		return errors.New("the server sent no certificate")
	}
	options := x509.VerifyOptions{Roots: roots, Intermediates: x509.NewCertPool()}
	for _, certificate := range state.PeerCertificates[1:] {
		options.Intermediates.AddCert(certificate)
	}
	_, err := state.PeerCertificates[0].Verify(options)
	return err
}
