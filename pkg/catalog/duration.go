package catalog

import (
	"errors"
	"time"

	"github.com/prometheus/common/model"
)

// Duration is a time.Duration written as in Prometheus ("30d", "1h30m"): whole numbers with the units y, w, d,
// h, m, s and ms from the largest to the smallest, a day having 24 hours.
type Duration time.Duration

// ParseDuration reads a Prometheus duration. The error says what a duration looks like and does not repeat s.
func ParseDuration(s string) (Duration, error) {
	d, err := model.ParseDuration(s)
	if err != nil {
		return 0, errors.New(`is not a duration such as "30d", "1h30m" or "90s"`)
	}
	return Duration(d), nil
}

// String writes the duration as in Prometheus.
func (d Duration) String() string { return model.Duration(d).String() }

// MarshalText writes the duration as in Prometheus.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a Prometheus duration.
func (d *Duration) UnmarshalText(text []byte) error {
	parsed, err := ParseDuration(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}
