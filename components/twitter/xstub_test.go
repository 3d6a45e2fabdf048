package twitter

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// startStub runs the command and answers its URL; stop ends it and answers the exit code.
func startStub(t *testing.T, args ...string) (url string, stop func() int) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- stubCommand.Run(ctx, args, in, io.Discard)
		_ = in.Close()
	}()
	lines := bufio.NewReader(out)
	first, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	go func() { _, _ = io.Copy(io.Discard, lines) }()
	stop = func() int {
		cancel()
		select {
		case c := <-code:
			return c
		case <-time.After(10 * time.Second):
			t.Error("it does not end")
			return -1
		}
	}
	return strings.TrimSuffix(regexp.MustCompile(`http://\S+`).FindString(first), "/"), stop
}

// A route reads the stand-in over a real connection, as it would read X.
func TestStubServesARoute(t *testing.T) {
	url, stop := startStub(t, "--rate", "120/min", "--seed", "5", "--token", "T1")
	ctx := &components.Context{}
	source := componenttest.Source(t, ctx, Component, "twitter-search:cat OR cats?count=20&delay=200ms&initialDelay=0&cursorStore=none&maxItemsPerDay=0&bearerToken=T1&baseUrl="+url)
	bodies := make(chan *components.Map, 500)
	route := componenttest.Read(t, ctx, "cats", source, func(ex *components.Exchange) error {
		bodies <- ex.Body.(*components.Map)
		return nil
	})
	pictures := 0
	for range 20 {
		select {
		case b := <-bodies:
			if address, _ := b.Value("url").(string); !strings.HasPrefix(address, url+"/") {
				t.Errorf("url %s", address)
			}
			for _, m := range b.Value("media").([]any) {
				thumb, _ := m.(*components.Map).Value("thumb").(string)
				resp, err := http.Get(thumb)
				if err != nil || resp.StatusCode != 200 || resp.Header.Get("Content-Type") != "image/svg+xml" {
					t.Fatalf("%s: %v, %v", thumb, resp, err)
				}
				if err := resp.Body.Close(); err != nil {
					t.Error(err)
				}
				pictures++
			}
		case err := <-route.Ended:
			t.Fatalf("it ended: %v", err)
		case <-time.After(20 * time.Second):
			t.Fatal("nothing comes")
		}
	}
	route.Stop()
	http.DefaultClient.CloseIdleConnections()
	if code := stop(); code != 0 || pictures == 0 {
		t.Errorf("exit code %d, %d pictures", code, pictures)
	}
}

func TestStubUsage(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	_, port, _ := net.SplitHostPort(taken.Addr().String())
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"--help", 0, "Usage: dromedary x-stub [--port N]"},
		{"--colour red", 2, "error: flag provided but not defined: -colour\nhint: "},
		{"--rate fast", 2, `"fast" is not a rate`},
		{"--port 70000", 2, "there is no port 70000"},
		{"--port -1", 2, "error: "},
		{"--limit 0", 2, "a limit of 0 requests"},
		{"extra", 2, `unexpected argument "extra"`},
		{"--port " + port, 1, "choose another port with --port"},
	} {
		var out, problems strings.Builder
		code := stubCommand.Run(t.Context(), strings.Fields(c.args), &out, &problems)
		if code != c.code || !strings.Contains(out.String()+problems.String(), c.want) {
			t.Errorf("%s: %d %s%s", c.args, code, out.String(), problems.String())
		}
	}
}
