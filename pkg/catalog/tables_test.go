package catalog

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestTableTakesTheMostExactDeclaration(t *testing.T) {
	p := &Profile{Tables: map[string]Table{}}
	for _, key := range []string{"sales.orders", "orders", "*", "ord*", "or*rs", "sales.*", "*.audit", "audit_*", "*_audit", "a*b*c"} {
		p.Tables[key] = Table{Category: key}
	}
	for _, test := range []struct{ schema, name, want string }{
		{"sales", "orders", "sales.orders"},
		{"public", "orders", "orders"},
		{"public", "ordinals", "ord*"},
		{"public", "orrs", "or*rs"},
		{"sales", "refunds", "sales.*"},
		{"sales", "ordinals", "sales.*"},
		{"public", "audit", "*.audit"},
		{"public", "audit_2026", "audit_*"},
		{"public", "audit_audit", "*_audit"},
		{"public", "abc", "a*b*c"},
		{"public", "a1b2bc", "a*b*c"},
		{"public", "acb", "*"},
		{"", "orders", "orders"},
	} {
		got, ok := p.Table(test.schema, test.name)
		if !ok || got.Category != test.want {
			t.Errorf("%s.%s: %q, want %q", test.schema, test.name, got.Category, test.want)
		}
	}
	delete(p.Tables, "*")
	if got, ok := p.Table("public", "unheard_of"); ok {
		t.Errorf("an undeclared table has %+v", got)
	}
}

func TestMatchesTable(t *testing.T) {
	for _, test := range []struct {
		key, schema, name string
		want              bool
	}{
		{"jobs", "public", "jobs", true},
		{"jobs", "public", "job", false},
		{"public.jobs", "public", "jobs", true},
		{"public.jobs", "other", "jobs", false},
		{"*.jobs", "other", "jobs", true},
		{"job*", "other", "jobs", true},
		{"ab*ba", "s", "aba", false},
		{"ab*ba", "s", "abba", true},
		{"***", "s", "", true},
		{"", "s", "jobs", false},
	} {
		if got := MatchesTable(test.key, test.schema, test.name); got != test.want {
			t.Errorf("%q on %s.%s: %v", test.key, test.schema, test.name, got)
		}
	}
}

func TestManyStarsTakeLinearTime(t *testing.T) {
	start := time.Now()
	if matchesPattern(strings.Repeat("a*", 60)+"b", strings.Repeat("a", 100_000)) {
		t.Error("matched")
	}
	if took := time.Since(start); took > time.Second {
		t.Errorf("took %s", took)
	}
}

func TestDeclaredTablesKeepTheOrderOfDeclaration(t *testing.T) {
	p := merged(t, `{"tables": {
		"zeta": {"category": "c", "tier": "LOW", "low": 1, "high": 2},
		"jobs": {"high": 200000},
		"log_*": {"category": "c", "tier": "LOW", "low": 1, "high": 2},
		"email_clicks": null,
		"public.alpha": {"category": "c", "tier": "LOW", "low": 1, "high": 2}}}`)
	var names []string
	for _, table := range p.DeclaredTables() {
		names = append(names, table.Name)
	}
	want := []string{
		"email_messages", "content_inbox_message_refs", "inbox_message_refs", "content_objects", "email_opens",
		"campaign_sequence_steps", "campaigns", "attachments", "jobs", "job_logs", "daily_analytics",
		"campaign_analytics", "billing_analytics", "zeta", "public.alpha",
	}
	if !reflect.DeepEqual(names, want) {
		t.Errorf("%v", names)
	}
	literal := &Profile{Tables: map[string]Table{"b": {}, "a": {}, "c*": {}}}
	if got := literal.DeclaredTables(); len(got) != 2 || got[0].Name != "a" || got[1].Name != "b" {
		t.Errorf("a profile without an order sorts by name: %v", got)
	}
}

func TestDuration(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"30d": 30 * day, "1h30m": 90 * time.Minute, "90s": 90 * time.Second, "1w": 7 * day, "1y": 365 * day, "500ms": 500 * time.Millisecond,
	} {
		got, err := ParseDuration(text)
		if err != nil || time.Duration(got) != want {
			t.Errorf("%s: %s, %v", text, got, err)
		}
		back, err := ParseDuration(got.String())
		if err != nil || back != got {
			t.Errorf("%s is written as %s", text, got)
		}
	}
	for _, bad := range []string{"", "30", "-1d", "1.5h", "1h 30m", "30m1h", "d", "∞", "99999999999999999999d", "300y"} {
		if got, err := ParseDuration(bad); err == nil {
			t.Errorf("%q is %s", bad, got)
		}
	}
}

func TestTimeZone(t *testing.T) {
	for _, name := range []string{"", "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"} {
		if _, err := TimeZone(name); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, bad := range []string{"Local", "browser", "CEST+2", "/etc/localtime", "..", "Europe/Berlin\x00"} {
		if _, err := TimeZone(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}
