// Command prometheus is Grafana's own Prometheus data source, built as an external plugin: what Headroom's backend is
// compared with, as both then cost a call out of Grafana's process.
package main

import (
	"context"
	"os"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/backend/datasource"
	"github.com/grafana/grafana-plugin-sdk-go/backend/instancemgmt"
	"github.com/grafana/grafana-plugin-sdk-go/backend/log"
	"github.com/grafana/grafana/pkg/promlib"
)

const id = "headroom-prometheusbaseline-datasource"

// shared is the one service, which keeps an instance for each data source by itself.
type shared struct{ *promlib.Service }

func main() {
	service := promlib.NewService(nil, log.DefaultLogger, nil)
	newInstance := func(context.Context, backend.DataSourceInstanceSettings) (instancemgmt.Instance, error) {
		return shared{service}, nil
	}
	if err := datasource.Manage(id, newInstance, datasource.ManageOpts{}); err != nil {
		log.DefaultLogger.Error(err.Error())
		os.Exit(1)
	}
}
