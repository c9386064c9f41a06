// Package sourcehash identifies generated data by the code that generated it.
package sourcehash

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"strings"
)

// Of hashes the Go files in the root of an embedded package, without its tests.
func Of(files embed.FS) (string, error) {
	names, err := fs.Glob(files, "*.go") // sorted
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := files.ReadFile(name)
		if err != nil {
			return "", err
		}
		hash.Write(text)
	}
	return hex.EncodeToString(hash.Sum(nil))[:16], nil
}
