//go:build unix

package pg

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the user that the server runs as. PostgreSQL refuses to run as
// root, so root hands over to an unprivileged user; anyone else stays as is.
type account struct {
	switchUser bool
	uid, gid   uint32
}

func serverAccount() (account, error) {
	if os.Geteuid() != 0 {
		return account{}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		found, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(found.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(found.Gid, 10, 32)
		if uidErr == nil && gidErr == nil && uid != 0 {
			return account{switchUser: true, uid: uint32(uid), gid: uint32(gid)}, nil
		}
	}
	return account{}, fmt.Errorf("PostgreSQL refuses to run as root, and there is no user %q or %q to run it as: "+
		"start the demo as an ordinary user", "postgres", "nobody")
}

// processAttributes puts the process into a group of its own, so that an
// interrupt typed at the terminal reaches only the stack, which then stops the
// server in order.
func (a account) processAttributes() *syscall.SysProcAttr {
	attributes := &syscall.SysProcAttr{Setpgid: true}
	dieWithParent(attributes)
	if a.switchUser {
		attributes.Credential = &syscall.Credential{Uid: a.uid, Gid: a.gid} // no supplementary groups
	}
	return attributes
}

// own creates the directory for the account alone.
func (a account) own(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if !a.switchUser {
		return nil
	}
	return os.Chown(dir, int(a.uid), int(a.gid))
}

// write creates a file for the account alone.
func (a account) write(path, text string) error {
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return err
	}
	if !a.switchUser {
		return nil
	}
	return os.Chown(path, int(a.uid), int(a.gid))
}

// home returns dir if the account can get there, and otherwise a directory
// that it can: below /root, say, no other user may enter.
func (a account) home(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	if !a.switchUser || enterable(dir) {
		return dir, nil
	}
	sum := sha256.Sum256([]byte(dir))
	elsewhere := filepath.Join("/var/tmp", "headroom-demo-"+hex.EncodeToString(sum[:])[:12])
	if err := os.MkdirAll(elsewhere, 0o755); err != nil {
		return "", err
	}
	// The name can be guessed: refuse a directory that someone else prepared.
	info, err := os.Lstat(elsewhere)
	if err != nil {
		return "", err
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); !ok || !info.IsDir() || owner.Uid != 0 {
		return "", fmt.Errorf("%s belongs to somebody else: remove it, or choose another -data-dir", elsewhere)
	}
	return elsewhere, os.Chmod(elsewhere, 0o755)
}

// enterable reports whether every user may enter the directory and all above.
func enterable(dir string) bool {
	for {
		info, err := os.Stat(dir)
		if err != nil || info.Mode().Perm()&0o001 == 0 {
			return false
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return true
		}
		dir = parent
	}
}
