package cli_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"regexp"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/dromedary-go/dromedary/components/all"
	"github.com/dromedary-go/dromedary/runtime/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"dromedary": func() { os.Exit(cli.Main(all.Components, os.Args[1:], all.Beans...)) },
	})
}

// TestScripts runs each script of testdata against the command line as the real main calls it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", "atexit_sleep_ms=0") // or every call takes a second longer
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"listen": listen, "freeport": freePort, "get": get,
		},
	})
}

// listen NAME takes a port until the script ends and puts its number into the variable NAME.
func listen(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv(args[0], fmt.Sprint(l.Addr().(*net.TCPAddr).Port))
}

// freeport NAME puts the number of a port that nothing listens on into the variable NAME.
func freePort(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], fmt.Sprint(l.Addr().(*net.TCPAddr).Port))
	ts.Check(l.Close())
}

// get URL PATTERN waits until the URL answers with a body that the pattern matches.
func get(ts *testscript.TestScript, _ bool, args []string) {
	pattern := regexp.MustCompile(args[1])
	last := ""
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		r, err := http.Get(args[0])
		if err != nil {
			last = err.Error()
			continue
		}
		body, err := io.ReadAll(r.Body)
		r.Body.Close()
		last = r.Status + "\n" + string(body)
		if err == nil && pattern.MatchString(last) {
			return
		}
	}
	ts.Fatalf("%s: no answer matches %q; the last was:\n%s", args[0], args[1], last)
}
