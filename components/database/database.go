// Package database brings the beans that stand on a database: data sources for PostgreSQL, MySQL, MariaDB and SQLite, and
// the repositories of idempotentConsumer and aggregate that are kept in one. The classes that routes name are Java's and
// Camel's: see beans.go.
package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// patience bounds what a database may take for one statement.
const patience = 30 * time.Second

// Classes that Camel's repositories raise.
const (
	cannotConnect = "org.springframework.jdbc.CannotGetJdbcConnectionException"
	sqlFailed     = "org.springframework.jdbc.UncategorizedSQLException"
)

// failed is the exception of something that was tried on a database.
func failed(what string, err error) error {
	if err == nil {
		return nil
	}
	return &components.Exception{Class: sqlFailed, Message: what + ": " + err.Error(), Cause: err}
}

// client runs statements that are written with ? on a data source.
type client struct {
	components.DataSource
	name string // of its bean, for messages
}

// connected is the pool, once the database has answered.
func (c *client) connected(ctx context.Context) (*sql.DB, error) {
	db, err := c.DB()
	if err == nil {
		err = db.PingContext(ctx)
	}
	if err != nil {
		return nil, &components.Exception{Class: cannotConnect, Message: fmt.Sprintf("connecting to the database of bean %s: %v", c.name, err), Cause: err}
	}
	return db, nil
}

// do runs f with the pool, bounded in time.
func (c *client) do(what string, f func(ctx context.Context, db *sql.DB) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	db, err := c.DB()
	if err != nil {
		return failed(what, err)
	}
	if err := f(ctx, db); !errors.Is(err, components.ErrAggregationConflict) {
		return failed(what, err)
	}
	return components.ErrAggregationConflict
}

// exists tells whether statement, which asks for no row of a table, can be run.
func (c *client) exists(ctx context.Context, db *sql.DB, statement string) bool {
	rows, err := db.QueryContext(ctx, statement)
	if err != nil {
		return false
	}
	return errors.Join(rows.Err(), rows.Close()) == nil
}

// bind numbers the places of a statement where the database wants that.
func (c *client) bind(statement string) string {
	if c.Database() != components.PostgreSQL {
		return statement
	}
	var b strings.Builder
	n, quoted := 0, false
	for _, r := range statement {
		switch {
		case r == '\'':
			quoted = !quoted
		case r == '?' && !quoted:
			n++
			b.WriteString("$" + strconv.Itoa(n))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// count answers the number that a statement asks for.
func (c *client) count(ctx context.Context, db *sql.DB, statement string, args ...any) (n int, err error) {
	err = db.QueryRowContext(ctx, c.bind(statement), args...).Scan(&n)
	return n, err
}

var identifier = regexp.MustCompile(`^[\pL_][\pL\pN_$]*(\.[\pL_][\pL\pN_$]*)?$`)

// named checks that a name can stand in a statement as it is.
func named(option, name string) error {
	if !identifier.MatchString(name) {
		return wrong(option, "a name has letters, digits and _", "%q cannot be a name in a database", name)
	}
	return nil
}

// wrong is a mistake in a property of a bean.
func wrong(property, hint, format string, args ...any) error {
	return components.OptionError{Option: property, Offset: -1, Msg: fmt.Sprintf("property %s: ", property) + fmt.Sprintf(format, args...), Hint: hint}
}

// properties are those of a bean.
type properties map[string]string

// first answers the first property that is set.
func (p properties) first(names ...string) string {
	for _, name := range names {
		if p[name] != "" {
			return p[name]
		}
	}
	return ""
}

func (p properties) number(name string, otherwise int) (int, error) {
	if p[name] == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(p[name]))
	if err != nil {
		return 0, wrong(name, "", "%q is not a whole number", p[name])
	}
	return n, nil
}

func (p properties) boolean(name string, otherwise bool) (bool, error) {
	switch {
	case p[name] == "":
		return otherwise, nil
	case strings.EqualFold(p[name], "true"):
		return true, nil
	case strings.EqualFold(p[name], "false"):
		return false, nil
	}
	return false, wrong(name, "", "%q is not true or false", p[name])
}

func (p properties) duration(name string, otherwise time.Duration) (time.Duration, error) {
	if p[name] == "" {
		return otherwise, nil
	}
	d, err := components.ParseDuration(p[name])
	if err != nil {
		return 0, wrong(name, "", "%v", err)
	}
	return d, nil
}

// client finds the data source that one of the properties names.
func (p properties) client(ctx *components.Context, names ...string) (*client, error) {
	name := p.first(names...)
	if name == "" {
		return nil, wrong(names[0], "name the bean of a data source, such as "+names[0]+`: "#bean:db"`, "it is missing")
	}
	var bean any
	if ctx.Bean != nil {
		bean = ctx.Bean(name)
	}
	ds, ok := bean.(components.DataSource)
	if !ok {
		return nil, wrong(names[0], "define it under beans:, such as type: org.postgresql.ds.PGSimpleDataSource", "bean %q is no data source", name)
	}
	return &client{ds, strings.TrimPrefix(strings.TrimPrefix(name, "#bean:"), "#")}, nil
}
