package database

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/dromedary-go/dromedary/components"
)

const urlHint = "write jdbc:postgresql://HOST/DATABASE, jdbc:mysql://HOST/DATABASE, jdbc:mariadb://HOST/DATABASE or jdbc:sqlite:FILE"

// url answers the JDBC URL that a bean is given, as such or in parts.
func (p properties) url() (string, error) {
	if u := p.first("url", "URL", "jdbcUrl"); u != "" {
		return u, nil
	}
	return "", wrong("url", urlHint, "it is missing")
}

// newServer makes the data source of a class that is told the server's name rather than a URL.
func newServer(scheme string) func(*components.Context, map[string]string) (any, error) {
	return func(ctx *components.Context, given map[string]string) (any, error) {
		p := properties(given)
		u := p.first("url", "URL")
		if u == "" {
			host := p.first("serverName", "serverNames", "host")
			if host == "" {
				host = "localhost"
			}
			if port := p.first("portNumber", "portNumbers", "port"); port != "" {
				host += ":" + port
			}
			u = "jdbc:" + scheme + "://" + host + "/" + p["databaseName"]
			q := url.Values{}
			for _, name := range []string{"ssl", "sslMode", "sslmode", "currentSchema", "applicationName", "useSSL"} {
				if p[name] != "" {
					q.Set(name, p[name])
				}
			}
			if len(q) > 0 {
				u += "?" + q.Encode()
			}
		}
		return p.source(ctx, u, mostConnections)
	}
}

// parseJDBC answers what a JDBC URL means; user and password go before those in it. Errors show neither.
func parseJDBC(text, user, password string) (*target, error) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), "jdbc:")
	scheme, rest, found := strings.Cut(rest, ":")
	if !ok || !found {
		return nil, wrong("url", urlHint, "this is no JDBC URL")
	}
	if scheme == "sqlite" {
		return parseSQLite(rest)
	}
	make := map[string]func(*location) (*target, error){"postgresql": postgres, "mysql": mySQL, "mariadb": mySQL}[scheme]
	if make == nil {
		return nil, components.OptionError{Option: "url", Offset: -1, Missing: true, Msg: "a database of jdbc:" + scheme + ": cannot be reached from here", Hint: urlHint}
	}
	l := &location{user: user, password: password}
	rest, query, _ := strings.Cut(rest, "?")
	var err error
	if l.query, err = url.ParseQuery(query); err != nil {
		return nil, wrong("url", "", "what stands behind ? is malformed")
	}
	if authority, ok := strings.CutPrefix(rest, "//"); ok {
		l.hosts, rest, _ = strings.Cut(authority, "/")
	}
	if l.database, err = url.PathUnescape(strings.TrimPrefix(rest, "/")); err != nil {
		return nil, wrong("url", "", "the name of the database is malformed")
	}
	if at := strings.LastIndexByte(l.hosts, '@'); at >= 0 {
		return nil, wrong("url", "write them as properties of the bean", "user and password cannot stand before the host")
	}
	if l.user == "" {
		l.user = l.query.Get("user")
	}
	if l.password == "" {
		l.password = l.query.Get("password")
	}
	return make(l)
}

// location is a JDBC URL taken apart.
type location struct {
	hosts, database, user, password string
	query                           url.Values
}

// option answers a parameter, whatever the case of its name.
func (l *location) option(names ...string) string {
	for name, values := range l.query {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) && len(values) > 0 {
			return values[0]
		}
	}
	return ""
}

// postgres translates for the driver, which takes PostgreSQL's own names and, unlike Java's, requires TLS unless told otherwise.
func postgres(l *location) (*target, error) {
	var hosts, ports []string
	for host := range strings.SplitSeq(l.hosts, ",") {
		name, port, err := net.SplitHostPort(host)
		if err != nil {
			name, port = strings.Trim(host, "[]"), "5432"
		}
		if name == "" {
			name = "localhost"
		}
		hosts, ports = append(hosts, name), append(ports, port)
	}
	mode := l.option("sslmode")
	if mode == "" && strings.EqualFold(l.option("ssl"), "true") {
		mode = "verify-full"
	} else if mode == "" {
		mode = "prefer"
	}
	var dsn strings.Builder
	set := func(name, value string) {
		if value != "" {
			dsn.WriteString(name + "='" + strings.NewReplacer(`\`, `\\`, `'`, `\'`).Replace(value) + "' ")
		}
	}
	set("host", strings.Join(hosts, ","))
	set("port", strings.Join(ports, ","))
	set("dbname", l.database)
	set("user", l.user)
	set("password", l.password)
	set("sslmode", mode)
	for _, name := range []string{"sslrootcert", "sslcert", "sslkey", "options"} {
		set(name, l.option(name))
	}
	set("search_path", l.option("currentSchema"))
	set("application_name", l.option("ApplicationName"))
	set("connect_timeout", l.option("connectTimeout", "loginTimeout"))
	return &target{database: components.PostgreSQL, driver: "postgres", dsn: strings.TrimSpace(dsn.String())}, nil
}

// mySQL translates for the driver of MySQL and MariaDB. An update counts the rows that it found, as in Java.
func mySQL(l *location) (*target, error) {
	c := mysql.NewConfig()
	c.Net, c.User, c.Passwd, c.DBName = "tcp", l.user, l.password, l.database
	c.ParseTime, c.ClientFoundRows, c.Loc = true, true, time.Local
	host, port, err := net.SplitHostPort(l.hosts)
	if err != nil {
		host, port = strings.Trim(l.hosts, "[]"), "3306"
	}
	if host == "" {
		host = "localhost"
	}
	c.Addr = net.JoinHostPort(host, port)
	switch mode := strings.ToUpper(strings.ReplaceAll(l.option("sslMode"), "-", "_")); {
	case mode == "DISABLE" || mode == "DISABLED" || mode == "" && strings.EqualFold(l.option("useSSL"), "false"):
		c.TLSConfig = "false"
	case strings.HasPrefix(mode, "VERIFY"):
		c.TLSConfig = "true"
	case mode == "REQUIRED" || mode == "TRUST":
		c.TLSConfig = "skip-verify"
	case strings.EqualFold(l.option("useSSL"), "true"):
		c.TLSConfig = "true"
	default:
		c.TLSConfig = "preferred"
	}
	for name, d := range map[string]*time.Duration{"connectTimeout": &c.Timeout, "socketTimeout": &c.ReadTimeout} {
		if n, err := strconv.Atoi(l.option(name)); err == nil && n > 0 {
			*d = time.Duration(n) * time.Millisecond
		}
	}
	if zone := l.option("connectionTimeZone", "serverTimezone"); zone != "" {
		if c.Loc, err = time.LoadLocation(zone); err != nil {
			return nil, wrong("url", "write a zone such as UTC or Europe/Vienna", "there is no time zone %q", zone)
		}
	}
	return &target{database: components.MySQL, driver: "mysql", dsn: c.FormatDSN()}, nil
}

var pragma = regexp.MustCompile(`^\w+$`)

func parseSQLite(rest string) (*target, error) {
	path, query, _ := strings.Cut(strings.TrimPrefix(rest, "file:"), "?")
	values, err := url.ParseQuery(query)
	if err != nil {
		return nil, wrong("url", "", "what stands behind ? is malformed")
	}
	var settings []string
	for name, v := range values { // Java's driver takes pragmas by their names
		if name == "mode" || name == "cache" {
			settings = append(settings, name+"="+url.QueryEscape(v[0]))
		} else if pragma.MatchString(name) && pragma.MatchString(v[0]) {
			settings = append(settings, "_pragma="+name+"("+v[0]+")")
		}
	}
	slices.Sort(settings)
	return sqliteFile(path, settings...), nil
}

// sqliteFile is a database of SQLite; without a path it is in memory.
func sqliteFile(path string, settings ...string) *target {
	t := &target{database: components.SQLite, driver: "sqlite", file: path}
	if path == "" || path == ":memory:" || slices.Contains(settings, "mode=memory") {
		t.file, t.memory, path = "", true, ":memory:"
	}
	settings = append([]string{"_pragma=busy_timeout(10000)", "_txlock=immediate", "_time_format=sqlite"}, settings...)
	t.dsn = "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join(settings, "&")
	return t
}
