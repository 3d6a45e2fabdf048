//go:build integration

package database

import (
	"bytes"
	"context"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// TestRepositoriesInPostgreSQL runs a real server for the time of the test.
func TestRepositoriesInPostgreSQL(t *testing.T) {
	port := startPostgres(t)
	r := newRegistry(t)
	r.beans["#db"] = r.bean(t, "org.apache.commons.dbcp2.BasicDataSource", "driverClassName", "org.postgresql.Driver",
		"url", "jdbc:postgresql://127.0.0.1:"+port+"/postgres", "username", "postgres", "password", "it's a secret")
	c := &client{r.beans["#db"].(components.DataSource), "db"}
	for late := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		_, err := c.connected(t.Context())
		if err == nil {
			break
		}
		if time.Now().After(late) {
			t.Fatal(err)
		}
	}
	t.Run("idempotent", func(t *testing.T) { testIdempotent(t, r) })
	t.Run("aggregation", func(t *testing.T) { testAggregation(t, r) })
	t.Run("wrong password", func(t *testing.T) {
		r.beans["#wrong"] = r.bean(t, "org.postgresql.ds.PGSimpleDataSource", "serverName", "127.0.0.1", "portNumber", port, "databaseName", "postgres", "user", "postgres", "password", "hush-hush")
		seen := r.bean(t, "org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository", "dataSource", "#wrong", "processorName", "p").(components.IdempotentRepository)
		if _, err := seen.Add("x"); components.Class(err) != cannotConnect || bytes.Contains([]byte(err.Error()), []byte("hush-hush")) {
			t.Errorf("got %v", err)
		}
	})
}

// startPostgres starts a server with a database of its own, and answers its port.
func startPostgres(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		t.Fatal("PostgreSQL is not installed (Debian's package postgresql)")
	}
	bin := filepath.Dir(found[len(found)-1])
	dir, err := os.MkdirTemp("", "postgres")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	password := filepath.Join(dir, "password")
	if err := os.WriteFile(password, []byte("it's a secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	as := unprivileged(t, dir, password)
	data := filepath.Join(dir, "data")
	initdb := exec.Command(bin+"/initdb", "-D", data, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--no-sync")
	initdb.Dir, initdb.SysProcAttr = dir, as
	if out, err := initdb.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	ctx, stop := context.WithCancel(context.Background())
	server := exec.CommandContext(ctx, bin+"/postgres", "-D", data, "-c", "listen_addresses=127.0.0.1", "-c", "port="+port, "-c", "unix_socket_directories=")
	server.Dir, server.SysProcAttr, server.Stdout, server.Stderr = dir, as, &log, &log
	server.Cancel = func() error { return server.Process.Signal(syscall.SIGQUIT) } // any other waits for connections that are half open
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		_ = server.Wait() // it says that it was interrupted
		if t.Failed() {
			t.Logf("%s", &log)
		}
	})
	return port
}

// unprivileged makes paths those of the user postgres where root runs the test: the server does not run as root.
func unprivileged(t *testing.T, paths ...string) *syscall.SysProcAttr {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if err := os.Chown(path, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}
