package database

import (
	"context"
	"database/sql"
	"strings"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// idempotentRepository remembers ids in a table, as Camel's JdbcMessageIdRepository: a process and Camel may share it.
type idempotentRepository struct {
	*client
	processor                            string
	exist, create, query, insert, delete string // statements

	mu    sync.Mutex
	ready bool // the table is there
}

const idempotentTable = "CAMEL_MESSAGEPROCESSED"

func newIdempotentRepository(ctx *components.Context, given map[string]string) (any, error) {
	p := properties(given)
	c, err := p.client(ctx, "dataSource", "jdbcTemplate", "transactionTemplate")
	if err != nil {
		return nil, err
	}
	if p["processorName"] == "" {
		return nil, wrong("processorName", "give the repository a name of its own: it tells apart those that share the table", "it is missing")
	}
	return newIdempotent(c, p)
}

// newFileIdempotent keeps the ids in a file of our own.
func newFileIdempotent(ctx *components.Context, given map[string]string) (any, error) {
	p := properties(given)
	path := p.first("levelDBFile", "persistentFileName", "fileStore")
	if path == "" {
		return nil, wrong("levelDBFile", "name the file that keeps the ids", "it is missing")
	}
	p["processorName"] = p.first("repositoryName", "processorName")
	return newIdempotent(&client{file(ctx, path), path}, p)
}

func newIdempotent(c *client, p properties) (any, error) {
	create, err := p.boolean("createTableIfNotExists", true)
	if err != nil {
		return nil, err
	}
	table := p["tableName"]
	if table == "" {
		table = idempotentTable
	}
	if err := named("tableName", table); err != nil {
		return nil, err
	}
	statement := func(property, standard string) string {
		if s := p[property]; s != "" {
			standard = s
		}
		return strings.Replace(standard, idempotentTable, table, 1)
	}
	r := &idempotentRepository{client: c, processor: p["processorName"]}
	r.exist = statement("tableExistsString", "SELECT 1 FROM CAMEL_MESSAGEPROCESSED WHERE 1 = 0")
	r.query = statement("queryString", "SELECT COUNT(*) FROM CAMEL_MESSAGEPROCESSED WHERE processorName = ? AND messageId = ?")
	r.insert = statement("insertString", "INSERT INTO CAMEL_MESSAGEPROCESSED (processorName, messageId, createdAt) VALUES (?, ?, ?)")
	r.delete = statement("deleteString", "DELETE FROM CAMEL_MESSAGEPROCESSED WHERE processorName = ? AND messageId = ?")
	if create {
		r.create = statement("createString", "CREATE TABLE CAMEL_MESSAGEPROCESSED (processorName VARCHAR(255) NOT NULL, messageId VARCHAR(255) NOT NULL, createdAt TIMESTAMP, PRIMARY KEY (processorName, messageId))")
	}
	return r, nil
}

// prepare sees to the table.
func (r *idempotentRepository) prepare(ctx context.Context) (*sql.DB, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ready {
		return r.DB()
	}
	db, err := r.connected(ctx)
	if err != nil {
		return nil, err
	}
	if r.create != "" && !r.exists(ctx, db, r.exist) {
		if _, err := db.ExecContext(ctx, r.create); err != nil && !r.exists(ctx, db, r.exist) { // or another process made it
			return nil, failed("creating the table of an idempotent repository", err)
		}
	}
	r.ready = true
	return db, nil
}

// Add inserts the id. Of several processes that do so at once the table's key lets one do it.
func (r *idempotentRepository) Add(id string) (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	db, err := r.prepare(ctx)
	if err != nil {
		return false, err
	}
	if n, err := r.count(ctx, db, r.query, r.processor, id); err != nil || n > 0 {
		return false, failed("looking for an id", err)
	}
	_, err = db.ExecContext(ctx, r.bind(r.insert), r.processor, id, time.Now().UTC())
	if err != nil {
		if n, e := r.count(ctx, db, r.query, r.processor, id); e == nil && n > 0 {
			return false, nil
		}
		return false, failed("remembering an id", err)
	}
	return true, nil
}

// Contains looks for the id.
func (r *idempotentRepository) Contains(id string) (bool, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	db, err := r.prepare(ctx)
	if err != nil {
		return false, err
	}
	n, err := r.count(ctx, db, r.query, r.processor, id)
	return n > 0, failed("looking for an id", err)
}

// Remove deletes the id.
func (r *idempotentRepository) Remove(id string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	db, err := r.prepare(ctx)
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, r.bind(r.delete), r.processor, id)
	return failed("forgetting an id", err)
}
