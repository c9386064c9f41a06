//go:build mage

package main

import (
	// The SDK's targets build the data source's backend into dist/datasource.
	// mage:import
	_ "github.com/grafana/grafana-plugin-sdk-go/build"
)
