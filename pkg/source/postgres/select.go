package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

// Select runs a statement with arguments as $1, $2 and so on, each a time.Time, string, float64 or a slice of these;
// a time becomes the timestamptz, timestamp (UTC) or date that the statement wants. Its answer is like Query's.
func (c *Client) Select(ctx context.Context, sql string, arguments ...any) (source.Rows, error) {
	return c.run(ctx, sql, func(types *pgtype.Map, described *pgconn.StatementDescription) ([][]byte, error) {
		return encodeArguments(types, described.ParamOIDs, arguments)
	})
}

// Describe reports what a statement returns and which types its parameters have, without running it.
func (c *Client) Describe(ctx context.Context, sql string) (source.Description, error) {
	var out source.Description
	err := c.read(ctx, sql, func(ctx context.Context, tx pgx.Tx) error {
		connection := tx.Conn()
		described, err := connection.PgConn().Prepare(ctx, "", sql, nil)
		if err != nil {
			return err
		}
		for _, field := range described.Fields {
			out.Columns = append(out.Columns, source.Column{Name: field.Name, Type: typeName(connection.TypeMap(), field.DataTypeOID)})
		}
		for _, oid := range described.ParamOIDs {
			out.Parameters = append(out.Parameters, typeName(connection.TypeMap(), oid))
		}
		return nil
	})
	if err != nil {
		return source.Description{}, err
	}
	return out, nil
}

// typeName is a type's name in pg_type; empty for one that PostgreSQL does not ship.
func typeName(types *pgtype.Map, oid uint32) string {
	if known, ok := types.TypeForOID(oid); ok {
		return known.Name
	}
	return ""
}

func encodeArguments(types *pgtype.Map, wanted []uint32, arguments []any) ([][]byte, error) {
	if len(wanted) != len(arguments) {
		return nil, fault.Internalf(Name, "a statement takes %d parameters and is given %d", len(wanted), len(arguments))
	}
	parameters := make([][]byte, len(arguments))
	for i, argument := range arguments {
		if at, ok := argument.(time.Time); ok {
			argument = at.UTC()
		}
		text, err := types.Encode(wanted[i], pgtype.TextFormatCode, argument, []byte{})
		if err != nil {
			return nil, fault.Userf("the value of $%d cannot be one of PostgreSQL", i+1).Wrapping(err)
		}
		parameters[i] = text
	}
	return parameters, nil
}
