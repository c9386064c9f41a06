package series

import (
	"embed"

	"github.com/headroom/headroom/demo/internal/sourcehash"
)

//go:embed *.go
var sourceFiles embed.FS

// Version identifies the code of this package: stored samples are worth
// keeping only as long as it stays the same.
func Version() (string, error) { return sourcehash.Of(sourceFiles) }
