package database

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	// The drivers: pure Go all of them.
	_ "github.com/go-sql-driver/mysql"
	_ "github.com/lib/pq"
	_ "modernc.org/sqlite"

	"github.com/dromedary-go/dromedary/components"
)

// source is a data source.
type source struct {
	target
	most     int           // connections at once
	lifetime time.Duration // of a connection; 0 is for ever

	mu     sync.Mutex
	db     *sql.DB
	closed bool
}

// target is where a driver finds a database.
type target struct {
	database, driver, dsn string
	file                  string // that SQLite keeps it in
	memory                bool   // it ends with its connection
}

// mostConnections is what pools of Java have at once unless they are told otherwise.
const mostConnections = 10

func newDataSource(ctx *components.Context, given map[string]string) (any, error) {
	p := properties(given)
	url, err := p.url()
	if err != nil {
		return nil, err
	}
	return p.source(ctx, url, mostConnections)
}

func newSingleConnection(ctx *components.Context, given map[string]string) (any, error) {
	p := properties(given)
	url, err := p.url()
	if err != nil {
		return nil, err
	}
	return p.source(ctx, url, 1)
}

// source makes the data source of a JDBC URL.
func (p properties) source(ctx *components.Context, url string, most int) (*source, error) {
	t, err := parseJDBC(url, p.first("username", "user", "login"), p["password"])
	if err != nil {
		return nil, err
	}
	s := &source{target: *t}
	for _, name := range []string{"maxTotal", "maximumPoolSize", "maxPoolSize", "maxActive", "maxConnections"} {
		if most, err = p.number(name, most); err != nil {
			return nil, err
		}
	}
	if s.most = most; s.memory || most < 1 {
		s.most = 1
	}
	for _, name := range []string{"maxLifetime", "maxConnLifetimeMillis", "maxConnLifetime"} {
		if s.lifetime, err = p.duration(name, s.lifetime); err != nil {
			return nil, err
		}
	}
	ctx.OnStop(func(context.Context) error { return s.close() })
	return s, nil
}

func (s *source) Database() string { return s.database }

func (s *source) DB() (*sql.DB, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return nil, errors.New("the data source is closed")
	case s.db != nil:
		return s.db, nil
	}
	if s.file != "" {
		if err := os.MkdirAll(filepath.Dir(s.file), 0o755); err != nil {
			return nil, err
		}
	}
	db, err := sql.Open(s.driver, s.dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(s.most)
	db.SetMaxIdleConns(s.most)
	db.SetConnMaxLifetime(s.lifetime)
	s.db = db
	return db, nil
}

func (s *source) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	if s.db == nil {
		return nil
	}
	return s.db.Close()
}

type fileKey struct{ path string }

// file is the data source of a file of our own: SQLite keeps it so that what is written is there after a power cut.
// Beans that name the same file share it.
func file(ctx *components.Context, path string) *source {
	return components.Shared(ctx, fileKey{filepath.Clean(path)}, func() *source {
		s := &source{target: *sqliteFile(path, "_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"), most: mostConnections}
		ctx.OnStop(func(context.Context) error { return s.close() })
		return s
	})
}

// newReference stands for what Spring puts around a data source: templates and transaction managers.
func newReference(ctx *components.Context, given map[string]string) (any, error) {
	c, err := properties(given).client(ctx, "dataSource", "transactionManager")
	if err != nil {
		return nil, err
	}
	return c.DataSource, nil
}
