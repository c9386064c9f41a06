package prom

import (
	"context"
	"errors"
	"net/url"

	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/scrape"
	"github.com/prometheus/prometheus/util/notifications"
	apiv1 "github.com/prometheus/prometheus/web/api/v1"
)

// absent answers for the parts of a Prometheus server that this one lacks:
// nothing is scraped over HTTP, no rules are evaluated, nobody is alerted.
type absent struct{}

func (absent) ScrapePools() []string                      { return []string{} }
func (absent) TargetsActive() map[string][]*scrape.Target { return map[string][]*scrape.Target{} }
func (absent) TargetsDropped() map[string][]*scrape.Target {
	return map[string][]*scrape.Target{}
}
func (absent) TargetsDroppedCounts() map[string]int { return map[string]int{} }
func (absent) ScrapePoolConfig(string) (*config.ScrapeConfig, error) {
	return nil, errors.New("this server has no scrape pools")
}
func (absent) Alertmanagers() []*url.URL            { return nil }
func (absent) DroppedAlertmanagers() []*url.URL     { return nil }
func (absent) RuleGroups() []*rules.Group           { return nil }
func (absent) AlertingRules() []*rules.AlertingRule { return nil }

func noScrapePools(context.Context) apiv1.ScrapePoolsRetriever    { return absent{} }
func noTargets(context.Context) apiv1.TargetRetriever             { return absent{} }
func noAlertmanagers(context.Context) apiv1.AlertmanagerRetriever { return absent{} }
func noRules(context.Context) apiv1.RulesRetriever                { return absent{} }
func noNotifications() []notifications.Notification               { return nil }
func noSubscription() (<-chan notifications.Notification, func(), bool) {
	return nil, func() {}, false
}
