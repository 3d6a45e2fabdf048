package database

import (
	"errors"
	"strings"
	"testing"

	"github.com/dromedary-go/dromedary/components"
)

func TestJDBCURLs(t *testing.T) {
	for url, want := range map[string]string{
		"jdbc:postgresql://db:5433/cats":                           "host='db' port='5433' dbname='cats' user='u' password='it\\'s' sslmode='prefer'",
		"jdbc:postgresql:cats":                                     "host='localhost' port='5432' dbname='cats' user='u' password='it\\'s' sslmode='prefer'",
		"jdbc:postgresql://a:1,b:2/cats?ssl=true":                  "host='a,b' port='1,2' dbname='cats' user='u' password='it\\'s' sslmode='verify-full'",
		"jdbc:postgresql://a/cats?sslmode=require&currentSchema=x": "host='a' port='5432' dbname='cats' user='u' password='it\\'s' sslmode='require' search_path='x'",
		"jdbc:mysql://db/cats":                                     "u:it's@tcp(db:3306)/cats?clientFoundRows=true&loc=Local&parseTime=true&tls=preferred",
		"jdbc:mariadb://db:3307/cats?sslMode=verify-full":          "u:it's@tcp(db:3307)/cats?clientFoundRows=true&loc=Local&parseTime=true&tls=true",
		"jdbc:mysql://db/cats?useSSL=false&serverTimezone=UTC":     "u:it's@tcp(db:3306)/cats?clientFoundRows=true&parseTime=true&tls=false",
		"jdbc:sqlite:data/cats.db":                                 "file:data/cats.db?_pragma=busy_timeout(10000)&_txlock=immediate&_time_format=sqlite",
		"jdbc:sqlite::memory:":                                     "file::memory:?_pragma=busy_timeout(10000)&_txlock=immediate&_time_format=sqlite",
		"jdbc:sqlite:a.db?journal_mode=WAL":                        "file:a.db?_pragma=busy_timeout(10000)&_txlock=immediate&_time_format=sqlite&_pragma=journal_mode(WAL)",
	} {
		got, err := parseJDBC(url, "u", "it's")
		if err != nil || got.dsn != want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", url, got, err, want)
		}
	}
}

func TestWrongJDBCURLs(t *testing.T) {
	for url, want := range map[string]string{
		"postgres://db/cats":                        "no JDBC URL",
		"jdbc:h2:mem:cats":                          "jdbc:h2: cannot be reached",
		"jdbc:oracle:thin:@db:1521/cats":            "jdbc:oracle: cannot be reached",
		"jdbc:sqlserver://db;database=x":            "jdbc:sqlserver: cannot be reached",
		"jdbc:postgresql://me:secret@db/x":          "user and password cannot stand before the host",
		"jdbc:mysql://db/x?serverTimezone=Atlantis": "no time zone",
	} {
		_, err := parseJDBC(url, "", "secret")
		var o components.OptionError
		if !errors.As(err, &o) || !strings.Contains(o.Msg, want) || o.Hint == "" {
			t.Errorf("%s: got %v, want %q and a hint", url, err, want)
		}
		if strings.Contains(o.Msg+o.Hint, "secret") {
			t.Errorf("%s: the password is shown: %v", url, o)
		}
	}
}

func TestServersInParts(t *testing.T) {
	r := newRegistry(t)
	for class, want := range map[string]string{
		"org.postgresql.ds.PGSimpleDataSource": "host='db' port='5555' dbname='cats' user='me' password='x' sslmode='prefer'",
		"com.mysql.cj.jdbc.MysqlDataSource":    "me:x@tcp(db:5555)/cats?clientFoundRows=true&loc=Local&parseTime=true&tls=preferred",
	} {
		s := r.bean(t, class, "serverName", "db", "portNumber", "5555", "databaseName", "cats", "user", "me", "password", "x").(*source)
		if s.dsn != want {
			t.Errorf("%s: got %s", class, s.dsn)
		}
	}
}

func TestPoolsAreBounded(t *testing.T) {
	r := newRegistry(t)
	for class, want := range map[string]int{
		"com.zaxxer.hikari.HikariDataSource":                             3,
		"org.springframework.jdbc.datasource.SingleConnectionDataSource": 1,
	} {
		properties := []string{"url", "jdbc:sqlite:x.db"}
		if want > 1 {
			properties = []string{"jdbcUrl", "jdbc:sqlite:x.db", "maximumPoolSize", "3"}
		}
		if s := r.bean(t, class, properties...).(*source); s.most != want {
			t.Errorf("%s: %d connections", class, s.most)
		}
	}
}
