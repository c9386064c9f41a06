// Command generate writes the JSON Schemas of package schema, and the reference of queries, from the Go types. Run by go generate.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	// go generate runs in pkg/schema.
	if err := run("../.."); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	files, err := generate(root)
	if err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
