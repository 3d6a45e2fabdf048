package database

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// aggregationRepository keeps groups in Camel's two tables: NAME has the groups, NAME_completed those that are complete and not
// confirmed yet.
type aggregationRepository struct {
	*client
	table, completed string
	bodyAsText       bool
	headers          []string // that have a column of their own
	recovery         components.AggregationRecovery

	mu    sync.Mutex
	ready bool // the tables are there
}

func newAggregationRepository(ctx *components.Context, given map[string]string) (any, error) {
	p := properties(given)
	c, err := p.client(ctx, "dataSource", "transactionManager")
	if err != nil {
		return nil, err
	}
	return newAggregation(c, p)
}

// newFileAggregation keeps the groups in a file of our own.
func newFileAggregation(ctx *components.Context, given map[string]string) (any, error) {
	p := properties(given)
	path := p.first("persistentFileName", "levelDBFile", "fileName")
	if path == "" {
		return nil, wrong("persistentFileName", "name the file that keeps the groups", "it is missing")
	}
	return newAggregation(&client{file(ctx, path), path}, p)
}

func newAggregation(c *client, p properties) (any, error) {
	r := &aggregationRepository{client: c, table: p["repositoryName"]}
	if r.table == "" {
		return nil, wrong("repositoryName", "it is the name of the table that keeps the groups", "it is missing")
	}
	if err := named("repositoryName", r.table); err != nil {
		return nil, err
	}
	r.completed = r.table + "_completed"
	for header := range strings.SplitSeq(p["headersToStoreAsText"], ",") {
		if header = strings.TrimSpace(header); header == "" {
			continue
		}
		if err := named("headersToStoreAsText", header); err != nil {
			return nil, err
		}
		r.headers = append(r.headers, header)
	}
	var err error
	if r.bodyAsText, err = p.boolean("storeBodyAsText", false); err != nil {
		return nil, err
	}
	recover, err := p.boolean("useRecovery", true)
	if err != nil {
		return nil, err
	}
	name := "recoveryInterval"
	if p["recoveryIntervalInMillis"] != "" {
		name = "recoveryIntervalInMillis"
	}
	if r.recovery.Interval, err = p.duration(name, 5*time.Second); err != nil {
		return nil, err
	}
	if !recover {
		r.recovery.Interval = 0
	} else if r.recovery.Interval <= 0 {
		return nil, wrong(name, "", "Option recoveryInterval must be a positive number, was: %s", p[name])
	}
	if r.recovery.MaximumRedeliveries, err = p.number("maximumRedeliveries", 0); err != nil {
		return nil, err
	}
	r.recovery.DeadLetterURI = p["deadLetterUri"]
	if r.recovery.DeadLetterURI != "" && r.recovery.MaximumRedeliveries <= 0 {
		return nil, wrong("maximumRedeliveries", "say after how many times an exchange goes to the deadLetterUri", "Option maximumRedeliveries must be a positive number, was: %d", r.recovery.MaximumRedeliveries)
	}
	return r, nil
}

func (r *aggregationRepository) Recovery() components.AggregationRecovery { return r.recovery }

// with runs f once the tables are there.
func (r *aggregationRepository) with(what string, f func(ctx context.Context, db *sql.DB) error) error {
	return r.do(what, func(ctx context.Context, db *sql.DB) error {
		if err := r.prepare(ctx); err != nil {
			return err
		}
		return f(ctx, db)
	})
}

func (r *aggregationRepository) prepare(ctx context.Context) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ready {
		return nil
	}
	db, err := r.connected(ctx)
	if err != nil {
		return err
	}
	for _, table := range []string{r.table, r.completed} {
		look := "SELECT 1 FROM " + table + " WHERE 1 = 0"
		if r.exists(ctx, db, look) {
			continue
		}
		if _, err := db.ExecContext(ctx, r.createTable(table)); err != nil && !r.exists(ctx, db, look) {
			return err
		}
	}
	r.ready = true
	return nil
}

func (r *aggregationRepository) createTable(table string) string {
	blob, text := "BLOB", "TEXT"
	switch r.Database() {
	case components.PostgreSQL:
		blob = "BYTEA"
	case components.MySQL:
		blob, text = "LONGBLOB", "LONGTEXT"
	}
	var more strings.Builder
	for _, column := range r.columns() {
		more.WriteString(", " + column + " " + text)
	}
	return fmt.Sprintf("CREATE TABLE %s (id VARCHAR(255) NOT NULL, exchange %s NOT NULL, version BIGINT NOT NULL%s, PRIMARY KEY (id))", table, blob, more.String())
}

// columns are those with text for people.
func (r *aggregationRepository) columns() []string {
	if r.bodyAsText {
		return append([]string{"body"}, r.headers...)
	}
	return r.headers
}

// values are what stands in the columns exchange, version and those with text.
func (r *aggregationRepository) values(ex *components.Exchange, version int64) ([]any, error) {
	data, err := components.MarshalExchange(ex)
	if err != nil {
		return nil, err
	}
	values := []any{data, version}
	if r.bodyAsText {
		values = append(values, components.Text(ex.Body))
	}
	for _, h := range r.headers {
		if v, ok := ex.Headers.Get(h); ok {
			values = append(values, components.Text(v))
		} else {
			values = append(values, nil)
		}
	}
	return values, nil
}

// executor is a database or a transaction.
type executor interface {
	ExecContext(ctx context.Context, statement string, args ...any) (sql.Result, error)
}

func (r *aggregationRepository) insert(ctx context.Context, db executor, table, id string, ex *components.Exchange, version int64) error {
	values, err := r.values(ex, version)
	if err != nil {
		return err
	}
	columns := append([]string{"exchange", "version"}, r.columns()...)
	statement := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ", id) VALUES (" + strings.Repeat("?, ", len(columns)) + "?)"
	_, err = db.ExecContext(ctx, r.bind(statement), append(values, id)...)
	return err
}

func (r *aggregationRepository) Get(key string) (ex *components.Exchange, version int64, err error) {
	err = r.with("reading a group", func(ctx context.Context, db *sql.DB) error {
		ex, version, err = r.read(ctx, db, r.table, key)
		return err
	})
	return ex, version, err
}

func (r *aggregationRepository) read(ctx context.Context, db *sql.DB, table, id string) (*components.Exchange, int64, error) {
	var data []byte
	var version int64
	err := db.QueryRowContext(ctx, r.bind("SELECT exchange, version FROM "+table+" WHERE id = ?"), id).Scan(&data, &version)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, 0, nil
	}
	if err == nil && !bytes.HasPrefix(data, []byte("{")) {
		err = fmt.Errorf("%s in table %s was not written by Dromedary; exchanges that Java serialized cannot be read", id, table)
	}
	if err != nil {
		return nil, 0, err
	}
	ex, err := components.UnmarshalExchange(data)
	return ex, version, err
}

func (r *aggregationRepository) Add(key string, ex *components.Exchange, version int64) error {
	return r.with("keeping a group", func(ctx context.Context, db *sql.DB) error {
		if version == 0 {
			err := r.insert(ctx, db, r.table, key, ex, 1)
			if err == nil {
				return nil
			}
			if n, e := r.count(ctx, db, "SELECT COUNT(*) FROM "+r.table+" WHERE id = ?", key); e == nil && n > 0 {
				return components.ErrAggregationConflict
			}
			return err
		}
		values, err := r.values(ex, version+1)
		if err != nil {
			return err
		}
		var more strings.Builder
		for _, column := range r.columns() {
			more.WriteString(", " + column + " = ?")
		}
		done, err := db.ExecContext(ctx, r.bind("UPDATE "+r.table+" SET exchange = ?, version = ?"+more.String()+" WHERE id = ? AND version = ?"), append(values, key, version)...)
		return changedOne(done, err)
	})
}

// changedOne makes a conflict of a change that found nothing.
func changedOne(done sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return components.ErrAggregationConflict
}

func (r *aggregationRepository) Remove(key string, ex *components.Exchange, version int64) error {
	return r.with("completing a group", func(ctx context.Context, db *sql.DB) error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback() // without effect once it is committed
		if version > 0 {
			if err := changedOne(tx.ExecContext(ctx, r.bind("DELETE FROM "+r.table+" WHERE id = ? AND version = ?"), key, version)); err != nil {
				return err
			}
		}
		if ex != nil {
			if err := r.insert(ctx, tx, r.completed, ex.ID(), ex, 1); err != nil {
				return err
			}
		}
		return tx.Commit()
	})
}

func (r *aggregationRepository) Confirm(id string) error {
	return r.with("confirming an exchange", func(ctx context.Context, db *sql.DB) error {
		_, err := db.ExecContext(ctx, r.bind("DELETE FROM "+r.completed+" WHERE id = ?"), id)
		return err
	})
}

func (r *aggregationRepository) Keys() ([]string, error) { return r.ids(r.table) }

func (r *aggregationRepository) Scan() ([]string, error) { return r.ids(r.completed) }

func (r *aggregationRepository) ids(table string) (ids []string, err error) {
	err = r.with("reading table "+table, func(ctx context.Context, db *sql.DB) error {
		rows, err := db.QueryContext(ctx, "SELECT id FROM "+table+" ORDER BY id")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return rows.Err()
	})
	return ids, err
}

func (r *aggregationRepository) Recover(id string) (ex *components.Exchange, err error) {
	err = r.with("recovering an exchange", func(ctx context.Context, db *sql.DB) error {
		ex, _, err = r.read(ctx, db, r.completed, id)
		return err
	})
	return ex, err
}
