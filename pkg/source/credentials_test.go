package source

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

func TestCredentialsKeepApart(t *testing.T) {
	ctx := context.Background()
	seen := map[credentialsHash]string{}
	for name, credentials := range map[string][]string{
		"none":     nil,
		"one":      {"Bearer a"},
		"other":    {"Bearer b"},
		"split":    {"Bearer ", "a"},
		"reversed": {"a", "Bearer "},
	} {
		hash := credentialsOf(WithCredentials(ctx, credentials...))
		if other, taken := seen[hash]; taken {
			t.Errorf("%s and %s have the same hash", name, other)
		}
		seen[hash] = name
	}
	if credentialsOf(WithCredentials(ctx, "", "")) != credentialsOf(ctx) {
		t.Error("empty credentials differ from none")
	}
	if text := fmt.Sprintf("%v", WithCredentials(ctx, "Bearer secret")); strings.Contains(text, "secret") {
		t.Errorf("the context holds the credential: %s", text)
	}
}
