package plugin

import (
	"context"
	"net/http"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend/httpclient"
	"github.com/grafana/grafana-plugin-sdk-go/config"

	"github.com/headroom/headroom/pkg/settings"
	"github.com/headroom/headroom/pkg/source/grafana"
	"github.com/headroom/headroom/pkg/source/postgres"
	"github.com/headroom/headroom/pkg/source/prometheus"
)

// prometheusConfig turns the settings into a client's configuration. Headers of users whose identity Grafana
// forwards travel with their requests. How many connections are kept, and how long, is the adapter's to say.
func prometheusConfig(s *settings.Settings) prometheus.Config {
	p, secrets := s.Prometheus, s.Secrets
	options := httpclient.Options{Header: http.Header{}, ForwardHTTPHeaders: true, ConfigureMiddleware: withOwnEncoding}
	for _, h := range s.Headers {
		options.Header.Set(h.Name, string(h.Value))
	}
	switch {
	case secrets.PrometheusToken != "":
		options.Header.Set("Authorization", "Bearer "+string(secrets.PrometheusToken))
	case p.BasicAuthUser != "":
		options.BasicAuth = &httpclient.BasicAuthOptions{User: p.BasicAuthUser, Password: string(secrets.PrometheusPassword)}
	}
	if p.TLSSkipVerify || p.TLSServerName != "" || p.TLSAuth || p.TLSAuthWithCACert {
		options.TLS = &httpclient.TLSOptions{InsecureSkipVerify: p.TLSSkipVerify, ServerName: p.TLSServerName}
		if p.TLSAuthWithCACert {
			options.TLS.CACertificate = string(secrets.PrometheusTLSCACert)
		}
		if p.TLSAuth {
			options.TLS.ClientCertificate = string(secrets.PrometheusTLSClientCert)
			options.TLS.ClientKey = string(secrets.PrometheusTLSClientKey)
		}
	}
	return prometheus.Config{
		URL: p.Address(), HTTP: options, Timeout: time.Duration(p.TimeoutSeconds) * time.Second,
		MaxResponseBytes: int64(p.MaxResponseMegabytes) << 20,
	}
}

func postgresConfig(s *settings.Settings) postgres.Config {
	p, secrets := s.Postgres, s.Secrets
	return postgres.Config{
		Host: p.Host, Port: p.Port, Database: p.Database, User: p.User, Password: string(secrets.PostgresPassword),
		SSLMode: p.SSLMode, RootCert: string(secrets.PostgresTLSCACert),
		ClientCert: string(secrets.PostgresTLSClientCert), ClientKey: string(secrets.PostgresTLSClientKey),
		StatementTimeout: time.Duration(p.StatementTimeoutSeconds) * time.Second,
		ConnectTimeout:   time.Duration(p.ConnectTimeoutSeconds) * time.Second,
		MaxConnections:   p.MaxConnections,
	}
}

// grafanaConfig is about the Grafana that the settings name, else the one that runs the plugin, which says where it is.
func grafanaConfig(ctx context.Context, s *settings.Settings) grafana.Config {
	address := s.Grafana.URL
	if address == "" {
		// Unknown where Grafana does not say: whoever needs it is told so.
		address, _ = config.GrafanaConfigFromContext(ctx).AppURL()
	}
	return grafana.Config{URL: address, Token: string(s.Secrets.GrafanaToken), Timeout: time.Duration(s.Grafana.TimeoutSeconds) * time.Second}
}
