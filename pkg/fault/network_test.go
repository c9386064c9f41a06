package fault

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestFromNetwork(t *testing.T) {
	dial := func(err error) error {
		return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", err)}
	}
	named := &x509.Certificate{DNSNames: []string{"a", "b", "c", "d", "e", "f"}, IPAddresses: []net.IP{net.IPv4(10, 0, 0, 1)}}
	for _, test := range []struct {
		err  error
		kind Kind
		want string
	}{
		{&net.DNSError{Name: "db", IsNotFound: true}, Configuration, `"db" does not exist`},
		{&net.DNSError{Name: "db", IsTimeout: true}, Downstream, `"db" could not be resolved`},
		{dial(syscall.ECONNREFUSED), Downstream, "db:5432 refused the connection"},
		{dial(syscall.EHOSTUNREACH), Downstream, "no network route to db:5432"},
		{dial(syscall.ENETUNREACH), Downstream, "no network route"},
		{dial(syscall.ETIMEDOUT), Timeout, "did not answer in time"},
		{dial(syscall.ENOENT), Configuration, "socket"},
		{dial(syscall.EACCES), Configuration, "socket"},
		{context.DeadlineExceeded, Timeout, "did not answer in time"},
		{syscall.ECONNRESET, Downstream, "before its answer was complete"},
		{syscall.EPIPE, Downstream, "before its answer was complete"},
		{io.EOF, Downstream, "before its answer was complete"},
		{io.ErrUnexpectedEOF, Downstream, "before its answer was complete"},
		{x509.UnknownAuthorityError{}, Configuration, "not trusted"},
		{x509.HostnameError{Certificate: named, Host: "db"}, Configuration, `for a, b, c, d, e, …, not for "db"`},
		{x509.HostnameError{Certificate: &x509.Certificate{}, Host: "db"}, Configuration, "no host name at all"},
		{x509.HostnameError{Host: "db"}, Configuration, "another name"},
		{x509.CertificateInvalidError{Reason: x509.Expired}, Downstream, "expired"},
		{x509.CertificateInvalidError{Reason: x509.NotAuthorizedToSign}, Downstream, "cannot be used"},
		{tls.RecordHeaderError{}, Configuration, "does not speak TLS"},
		{tls.AlertError(116), Downstream, "client certificate"},
	} {
		got := FromNetwork("PostgreSQL", "db:5432", fmt.Errorf("while asking: %w", test.err))
		if got == nil || got.Kind != test.kind || !strings.Contains(got.Error(), test.want) || got.Cure == "" {
			t.Errorf("%v: got %v, want %s with %q and a cure", test.err, got, test.kind, test.want)
			continue
		}
		if got.Source != "PostgreSQL" || got.Err == nil {
			t.Errorf("%v: got source %q around %v", test.err, got.Source, got.Err)
		}
	}
	if got := FromNetwork("PostgreSQL", "db:5432", errors.New("something else")); got != nil {
		t.Errorf("something else: got %v, want nil", got)
	}
}

func TestFromContext(t *testing.T) {
	if got := FromContext(context.Background(), "Prometheus"); got != nil {
		t.Errorf("alive: got %v", got)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	if got := FromContext(cancelled, "Prometheus"); got.Kind != Cancelled || !errors.Is(got, context.Canceled) {
		t.Errorf("cancelled: got %v", got)
	}
	late, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	defer cancel()
	if got := FromContext(late, "Prometheus"); got.Kind != Timeout || !errors.Is(got, context.DeadlineExceeded) || got.Cure == "" {
		t.Errorf("late: got %v", got)
	}
}

func TestExcerpt(t *testing.T) {
	for text, want := range map[string]string{
		"sum(up)":                          "sum(up)",
		" a\n\tb\x00\x1b[31mc ":            "a b [31mc",
		"caf\u00e9 \xff ☃":                 "café � ☃",
		strings.Repeat("☃", maxExcerpt+50): strings.Repeat("☃", maxExcerpt) + "…",
		strings.Repeat("☃", maxExcerpt):    strings.Repeat("☃", maxExcerpt),
		"":                                 "",
	} {
		if got := Excerpt(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestMessageHasCauseAndCureButNotWhatItWraps(t *testing.T) {
	wrapped := errors.New("dsn with password")
	err := Downstreamf("PostgreSQL", "%s is down", "db").WithCure("Start it").Wrapping(wrapped)
	if got, want := err.Error(), "PostgreSQL: db is down. Start it"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !errors.Is(err, wrapped) {
		t.Error("the wrapped error is lost")
	}
}

func TestKindOf(t *testing.T) {
	for _, test := range []struct {
		err  error
		want Kind
	}{
		{fmt.Errorf("outer: %w", Userf("no")), User},
		{Configurationf("profile", "no"), Configuration},
		{Timeoutf("Prometheus", "late"), Timeout},
		{Internalf("Headroom", "defect"), Internal},
		{fmt.Errorf("outer: %w", context.Canceled), Cancelled},
		{context.DeadlineExceeded, Timeout},
		{errors.New("unclassified"), Internal},
	} {
		if got := KindOf(test.err); got != test.want {
			t.Errorf("%v: got %s, want %s", test.err, got, test.want)
		}
	}
}
