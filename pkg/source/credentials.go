package source

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
)

type credentialsKey struct{}

// credentialsHash tells requests with different forwarded credentials apart; the zero value is "none forwarded".
type credentialsHash [sha256.Size]byte

// WithCredentials marks a request as made with forwarded credentials (an OAuth token, cookies), so that its
// answers are shared only with requests that carry the same. Only a hash is kept. The order matters; no
// credentials, or only empty ones, leave ctx as it is.
func WithCredentials(ctx context.Context, credentials ...string) context.Context {
	hash, any := sha256.New(), false
	for _, credential := range credentials {
		any = any || credential != ""
		var length [8]byte
		binary.BigEndian.PutUint64(length[:], uint64(len(credential)))
		hash.Write(length[:])
		hash.Write([]byte(credential))
	}
	if !any {
		return ctx
	}
	return context.WithValue(ctx, credentialsKey{}, credentialsHash(hash.Sum(nil)))
}

func credentialsOf(ctx context.Context) credentialsHash {
	hash, _ := ctx.Value(credentialsKey{}).(credentialsHash)
	return hash
}
