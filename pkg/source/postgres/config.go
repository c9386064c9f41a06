package postgres

import (
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/headroom/headroom/pkg/fault"
)

// Name is what messages call this upstream.
const Name = "PostgreSQL"

// Defaults of Config.
const (
	DefaultPort             = 5432
	DefaultStatementTimeout = 30 * time.Second
	DefaultConnectTimeout   = 10 * time.Second
	DefaultMaxConnections   = 4
	DefaultMaxRows          = 10000
)

// TLS modes, with libpq's meanings.
const (
	// SSLDisable never uses TLS.
	SSLDisable = "disable"
	// SSLRequire uses TLS without checking whom it speaks to, or as SSLVerifyCA when a RootCert is given.
	SSLRequire = "require"
	// SSLVerifyCA checks that a trusted authority signed the server's certificate.
	SSLVerifyCA = "verify-ca"
	// SSLVerifyFull checks that the certificate is for the host, too.
	SSLVerifyFull = "verify-full"
)

var sslModes = []string{SSLDisable, SSLRequire, SSLVerifyCA, SSLVerifyFull}

// Config says which database to read, and how. Nothing is taken from the environment or the user's files.
type Config struct {
	// Host is a name, an address or the directory of a Unix socket.
	Host string
	// Port is the TCP port; 0 means DefaultPort.
	Port int
	// Database and User name what to read as whom.
	Database, User string
	// Password is a secret.
	Password string
	// SSLMode is one of disable, require, verify-ca and verify-full; empty means require.
	SSLMode string
	// RootCert, ClientCert and ClientKey are PEM texts; ClientKey is a secret.
	RootCert, ClientCert, ClientKey string
	// StatementTimeout bounds one statement, on the server; 0 means DefaultStatementTimeout.
	StatementTimeout time.Duration
	// ConnectTimeout bounds connecting; 0 means DefaultConnectTimeout.
	ConnectTimeout time.Duration
	// MaxConnections bounds the connections of this data source; 0 means DefaultMaxConnections.
	MaxConnections int
	// MaxRows bounds the answer to a mapped query; 0 means DefaultMaxRows.
	MaxRows int
}

// normalized returns the configuration with its defaults, or what is wrong with it.
func (c Config) normalized() (Config, error) {
	c.Host = strings.TrimSpace(c.Host)
	setDefault(&c.Port, DefaultPort)
	setDefault(&c.SSLMode, SSLRequire)
	setDefault(&c.StatementTimeout, DefaultStatementTimeout)
	setDefault(&c.ConnectTimeout, DefaultConnectTimeout)
	setDefault(&c.MaxConnections, DefaultMaxConnections)
	setDefault(&c.MaxRows, DefaultMaxRows)
	switch {
	case c.Host == "":
		return c, fault.Configurationf(Name, "no host is set").WithCure("Enter the database server's host in the data source's settings")
	case strings.ContainsAny(c.Host, ",@ ") || strings.Contains(c.Host, "://"):
		return c, fault.Configurationf(Name, "the host is not a single name or address").
			WithCure("Enter the host alone, such as db.example.com; port, user and password have their own settings")
	case c.Port < 1 || c.Port > 65535:
		return c, fault.Configurationf(Name, "the port %d is not between 1 and 65535", c.Port).WithCure("Correct the port in the data source's settings")
	case c.Database == "":
		return c, fault.Configurationf(Name, "no database is set").WithCure("Enter the database in the data source's settings")
	case c.User == "":
		return c, fault.Configurationf(Name, "no user is set").WithCure("Enter a user, best a member of pg_monitor, in the data source's settings")
	case !slices.Contains(sslModes, c.SSLMode):
		return c, fault.Configurationf(Name, "the TLS mode %q is unknown", fault.Excerpt(c.SSLMode)).
			WithCure("Use one of %s", strings.Join(sslModes, ", "))
	case c.StatementTimeout < time.Millisecond || c.ConnectTimeout < 0 || c.MaxConnections < 1 || c.MaxRows < 1:
		return c, fault.Configurationf(Name, "a timeout or limit is negative").WithCure("Use positive timeouts and limits")
	}
	return c, nil
}

func setDefault[T comparable](value *T, otherwise T) {
	var zero T
	if *value == zero {
		*value = otherwise
	}
}

// target is what messages call the server.
func (c Config) target() string {
	if strings.HasPrefix(c.Host, "/") {
		return fmt.Sprintf("%s/.s.PGSQL.%d", c.Host, c.Port)
	}
	return net.JoinHostPort(c.Host, strconv.Itoa(c.Port))
}
