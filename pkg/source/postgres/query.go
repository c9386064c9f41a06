package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/headroom/headroom/pkg/fault"
	"github.com/headroom/headroom/pkg/source"
)

// maxAnswerBytes bounds the answer to a mapped query beside its number of rows.
const maxAnswerBytes = 16 << 20

// Query runs a mapped query with from and to as $1 and $2, of type timestamptz, timestamp (UTC) or date; it may
// leave out both or the latter. It must be one statement that returns rows, and cannot write: the transaction is
// read-only. Numbers arrive as float64 (whole ones beyond 2⁵³ rounded), intervals as float64 seconds,
// timestamps without time zone are taken as UTC; NaN and infinite times are unknown, so nil; every other type
// arrives as its text. More rows than the limit are an error, never a part of the answer.
func (c *Client) Query(ctx context.Context, sql string, from, to time.Time) (source.Rows, error) {
	return c.run(ctx, sql, func(types *pgtype.Map, described *pgconn.StatementDescription) ([][]byte, error) {
		if len(described.Fields) == 0 {
			return nil, fault.Configurationf(Name, "the query returns no rows%s", quote(sql)).
				WithCure("Map a single SELECT")
		}
		return encode(types, described.ParamOIDs, from, to)
	})
}

// run describes a statement, runs it with the parameters that the description asks for, and reads its rows.
func (c *Client) run(
	ctx context.Context, sql string, parametersOf func(*pgtype.Map, *pgconn.StatementDescription) ([][]byte, error),
) (source.Rows, error) {
	var answer source.Rows
	err := c.read(ctx, sql, func(ctx context.Context, tx pgx.Tx) error {
		connection := tx.Conn()
		// The extended protocol takes one statement only, so a second one behind a semicolon is refused.
		described, err := connection.PgConn().Prepare(ctx, "", sql, nil)
		if err != nil {
			return err
		}
		parameters, err := parametersOf(connection.TypeMap(), described)
		if err != nil {
			return err
		}
		answer, err = c.fetch(ctx, connection, described, parameters)
		return err
	})
	if err != nil {
		return source.Rows{}, err
	}
	return answer, nil
}

// encode writes the ends of the range as the types that the query wants.
func encode(types *pgtype.Map, wanted []uint32, from, to time.Time) ([][]byte, error) {
	ends := []time.Time{from.UTC(), to.UTC()}
	if len(wanted) > len(ends) {
		return nil, fault.Configurationf(Name, "the query has %d parameters", len(wanted)).
			WithCure("Use $1 for the start and $2 for the end of the range, and no others")
	}
	parameters := make([][]byte, len(wanted))
	for i, oid := range wanted {
		switch oid {
		case pgtype.TimestamptzOID, pgtype.TimestampOID, pgtype.DateOID:
		default:
			return nil, fault.Configurationf(Name, "the query uses $%d as something other than a time", i+1).
				WithCure("Cast it: $%d::timestamptz, or extract(epoch from $%d::timestamptz) for a number", i+1, i+1)
		}
		text, err := types.Encode(oid, pgtype.TextFormatCode, ends[i], nil)
		if err != nil {
			return nil, fault.Userf("the range's end %s cannot be a time of PostgreSQL", ends[i].Format(time.RFC3339))
		}
		parameters[i] = text
	}
	return parameters, nil
}

// fetch runs the described statement and reads its rows up to the limit.
func (c *Client) fetch(ctx context.Context, connection *pgx.Conn, described *pgconn.StatementDescription, parameters [][]byte) (source.Rows, error) {
	// Beyond the limit the statement is cancelled: reading on would take as long as the whole answer.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	columns := make([]column, len(described.Fields))
	formats := make([]int16, len(described.Fields))
	answer := source.Rows{Columns: make([]string, len(described.Fields))}
	for i, field := range described.Fields {
		columns[i] = columnOf(connection.TypeMap(), field)
		formats[i] = columns[i].format
		answer.Columns[i] = field.Name
	}
	reader := connection.PgConn().ExecPrepared(ctx, "", parameters, nil, formats)
	for size := 0; reader.NextRow(); {
		raw := reader.Values()
		for _, value := range raw {
			size += len(value)
		}
		if len(answer.Values) == c.config.MaxRows || size > maxAnswerBytes {
			cancel()
			_, _ = reader.Close()
			return source.Rows{}, c.tooManyRows(size)
		}
		row, err := decodeRow(columns, raw)
		if err != nil {
			cancel()
			_, _ = reader.Close()
			return source.Rows{}, err
		}
		answer.Values = append(answer.Values, row)
	}
	_, err := reader.Close()
	return answer, err
}

func (c *Client) tooManyRows(size int) error {
	limit := fmt.Sprintf("%d rows", c.config.MaxRows)
	if size > maxAnswerBytes {
		limit = fmt.Sprintf("%d MB", maxAnswerBytes>>20)
	}
	return fault.Configurationf(Name, "the query returns more than %s", limit).
		WithCure("Aggregate in the query (count, sum, percentile_cont), or raise the row limit in the data source's settings")
}

func decodeRow(columns []column, raw [][]byte) ([]any, error) {
	row := make([]any, len(raw))
	for i, value := range raw {
		if value == nil {
			continue
		}
		decoded, err := columns[i].decode(value)
		if err != nil {
			return nil, fault.Configurationf(Name, "column %q holds a value that cannot be read", columns[i].name).
				WithCure("Cast it in the query, for example to float8 or text").Wrapping(err)
		}
		row[i] = decoded
	}
	return row, nil
}
