package process

import (
	"fmt"

	"github.com/grafana/grafana-plugin-sdk-go/backend/grpcplugin"
	goplugin "github.com/hashicorp/go-plugin"
)

// Client is the set of gRPC services of one running plugin process.
type Client struct {
	PID         int
	Diagnostics grpcplugin.DiagnosticsClient
	Resource    grpcplugin.ResourceClient
	Data        grpcplugin.DataClient
}

func pluginSet() goplugin.PluginSet {
	return goplugin.PluginSet{
		"diagnostics": &grpcplugin.DiagnosticsGRPCPlugin{},
		"resource":    &grpcplugin.ResourceGRPCPlugin{},
		"data":        &grpcplugin.DataGRPCPlugin{},
	}
}

// connect starts the process, shakes hands and dispenses its services.
func connect(client *goplugin.Client) (*Client, error) {
	protocol, err := client.Client()
	if err != nil {
		return nil, err
	}
	connected := &Client{}
	if reattach := client.ReattachConfig(); reattach != nil {
		connected.PID = reattach.Pid
	}
	if connected.Diagnostics, err = dispense[grpcplugin.DiagnosticsClient](protocol, "diagnostics"); err != nil {
		return nil, err
	}
	if connected.Resource, err = dispense[grpcplugin.ResourceClient](protocol, "resource"); err != nil {
		return nil, err
	}
	if connected.Data, err = dispense[grpcplugin.DataClient](protocol, "data"); err != nil {
		return nil, err
	}
	return connected, nil
}

func dispense[T any](protocol goplugin.ClientProtocol, name string) (T, error) {
	var none T
	raw, err := protocol.Dispense(name)
	if err != nil {
		return none, fmt.Errorf("dispensing %s: %w", name, err)
	}
	service, ok := raw.(T)
	if !ok {
		return none, fmt.Errorf("dispensing %s: unexpected type %T", name, raw)
	}
	return service, nil
}
