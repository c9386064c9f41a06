package postgres

import (
	"math"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
)

// column reads one column's values.
type column struct {
	name   string
	format int16
	// decode turns a value that is not null into nil, float64, string, bool or time.Time.
	decode func(raw []byte) (any, error)
}

// columnOf chooses how a column is read by its type: binary where it means something here, text where not.
func columnOf(types *pgtype.Map, field pgconn.FieldDescription) column {
	c := column{name: field.Name, format: pgtype.BinaryFormatCode}
	switch field.DataTypeOID {
	case pgtype.BoolOID:
		c.decode = decoder(types, field.DataTypeOID, func(value bool) any { return value })
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID:
		c.decode = decoder(types, field.DataTypeOID, func(value int64) any { return float64(value) })
	case pgtype.Float4OID, pgtype.Float8OID:
		c.decode = decoder(types, field.DataTypeOID, known)
	case pgtype.NumericOID:
		c.decode = decoder(types, field.DataTypeOID, numeric)
	case pgtype.TimestamptzOID:
		c.decode = decoder(types, field.DataTypeOID, func(value pgtype.Timestamptz) any { return finite(value.Time, value.InfinityModifier) })
	case pgtype.TimestampOID:
		c.decode = decoder(types, field.DataTypeOID, func(value pgtype.Timestamp) any { return finite(value.Time, value.InfinityModifier) })
	case pgtype.DateOID:
		c.decode = decoder(types, field.DataTypeOID, func(value pgtype.Date) any { return finite(value.Time, value.InfinityModifier) })
	case pgtype.IntervalOID:
		c.decode = decoder(types, field.DataTypeOID, seconds)
	default:
		c.format = pgtype.TextFormatCode
		c.decode = func(raw []byte) (any, error) { return string(raw), nil }
	}
	return c
}

func decoder[T any](types *pgtype.Map, oid uint32, convert func(T) any) func([]byte) (any, error) {
	return func(raw []byte) (any, error) {
		var value T
		if err := types.Scan(oid, pgtype.BinaryFormatCode, raw, &value); err != nil {
			return nil, err
		}
		return convert(value), nil
	}
}

// known returns a number, or nil for NaN.
func known(value float64) any {
	if math.IsNaN(value) {
		return nil
	}
	return value
}

func numeric(value pgtype.Numeric) any {
	number, err := value.Float64Value()
	if err != nil || !number.Valid {
		return nil
	}
	return known(number.Float64)
}

// finite returns a moment in UTC, or nil for an infinite one.
func finite(value time.Time, infinity pgtype.InfinityModifier) any {
	if infinity != pgtype.Finite {
		return nil
	}
	return value.UTC()
}

// seconds returns an interval's length as PostgreSQL's extract(epoch from …) does: a year of 365.25 days, a month
// of 30 days.
func seconds(value pgtype.Interval) any {
	const day = 86400
	years, months := value.Months/12, value.Months%12
	return float64(years)*365.25*day + float64(months)*30*day + float64(value.Days)*day + float64(value.Microseconds)/1e6
}
