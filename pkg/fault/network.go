package fault

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"strings"
	"syscall"
)

// FromNetwork classifies an error of resolving, dialling, TLS or a broken connection. The target is what the
// message calls the other side ("db.example.com:5432"); it must hold no credentials. The answer is nil when err
// is of another kind.
func FromNetwork(source, target string, err error) *Error {
	if classified := fromTLS(source, target, err); classified != nil {
		return classified.Wrapping(err)
	}
	if classified := fromConnection(source, target, err); classified != nil {
		return classified.Wrapping(err)
	}
	return nil
}

func fromConnection(source, target string, err error) *Error {
	var dns *net.DNSError
	var network net.Error
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return Configurationf(source, "the host name %q does not exist", dns.Name).
			WithCure("Check the host in the data source's settings and the DNS of the machine that Grafana runs on")
	case errors.As(err, &dns):
		return Downstreamf(source, "the host name %q could not be resolved", dns.Name).
			WithCure("Check the DNS of the machine that Grafana runs on")
	case errors.Is(err, syscall.ECONNREFUSED):
		return Downstreamf(source, "%s refused the connection", target).
			WithCure("Check that it runs and listens on that address and port, as seen from Grafana's server")
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return Downstreamf(source, "there is no network route to %s", target).
			WithCure("Check the address, and the firewall and routes of Grafana's server")
	case errors.As(err, &network) && network.Timeout():
		return Timeoutf(source, "%s did not answer in time", target).
			WithCure("Check its load and the firewall in between, or raise the timeout in the data source's settings")
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF),
		errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, net.ErrClosed):
		return Downstreamf(source, "%s closed the connection before its answer was complete", target).
			WithCure("Check its log: it may have restarted, run out of memory, or sit behind a proxy that gave up")
	case errors.Is(err, syscall.ENOENT), errors.Is(err, syscall.EACCES):
		return Configurationf(source, "the socket %s cannot be opened", target).
			WithCure("Check the socket's path and that the user Grafana runs as may use it")
	default:
		return nil
	}
}

func fromTLS(source, target string, err error) *Error {
	var unknown x509.UnknownAuthorityError
	var hostname x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	switch {
	case errors.As(err, &unknown):
		return Configurationf(source, "the TLS certificate of %s is signed by an authority that is not trusted here", target).
			WithCure("Enter the authority's certificate (PEM) as the CA certificate in the data source's settings")
	case errors.As(err, &hostname):
		return Configurationf(source, "the TLS certificate of %s is for %s, not for %q", target, certifiedNames(hostname), hostname.Host).
			WithCure("Use one of the certificate's names as the host, or set the TLS server name in the data source's settings")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return Downstreamf(source, "the TLS certificate of %s has expired or is not valid yet", target).
			WithCure("Renew the certificate, and check the clocks of both machines")
	case errors.As(err, &invalid):
		return Downstreamf(source, "the TLS certificate of %s cannot be used: %s", target, invalid.Error()).
			WithCure("Issue a server certificate that fits")
	case errors.As(err, &record):
		return Configurationf(source, "%s does not speak TLS on that port", target).
			WithCure("Check the port, and whether the connection should use TLS at all")
	case errors.As(err, &alert):
		return Downstreamf(source, "%s ended the TLS handshake (%s)", target, alert.Error()).
			WithCure("Check whether it asks for a client certificate, and which TLS versions it accepts")
	default:
		return nil
	}
}

// certifiedNames lists what a certificate was issued for, the first few names only.
func certifiedNames(err x509.HostnameError) string {
	if err.Certificate == nil {
		return "another name"
	}
	names := append([]string{}, err.Certificate.DNSNames...)
	for _, ip := range err.Certificate.IPAddresses {
		names = append(names, ip.String())
	}
	switch {
	case len(names) == 0:
		return "no host name at all"
	case len(names) > 5:
		return strings.Join(names[:5], ", ") + ", …"
	default:
		return strings.Join(names, ", ")
	}
}
