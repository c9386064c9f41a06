package verdict

import (
	"testing"
	"time"
)

func TestFormat(t *testing.T) {
	tests := []struct{ got, want string }{
		{FormatDuration(30 * day), "30d"},
		{FormatDuration(90 * time.Minute), "1h30m"},
		{FormatDuration(15*day - time.Minute), "14d23h"},
		{FormatDuration(day + time.Minute), "1d"},
		{FormatDuration(25 * time.Hour), "1d1h"},
		{FormatDuration(-time.Minute), "0s"},
		{FormatDuration(45 * time.Second), "45s"},
		{FormatShare(0.0845), "8.45 %"},
		{FormatShare(1), "100 %"},
		{FormatShare(1 - 0.999), "0.1 %"},
		{FormatCount(390.2), "391"},
		{FormatCount(12345678), "12345678"},
		{FormatSeconds(2.5), "2.5 s"},
		{FormatRate(1234.5), "1234 req/min"},
		{FormatRate(1000), "1000 req/min"},
		{FormatRate(12.34), "12.3 req/min"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}
