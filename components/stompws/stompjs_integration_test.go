//go:build integration

package stompws

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// page is testdata/page.mjs in a process of its own: a stock @stomp/stompjs against the gateway.
type page struct {
	t      *testing.T
	stdin  io.WriteCloser
	events chan pageEvent
}

type pageEvent struct {
	Event     string
	Version   string
	Heartbeat string
	Body      string
	Headers   map[string]string
	Message   string
	Code      int
}

// installStompJS puts the client library and a WebSocket for Node into a folder of the test's own.
func installStompJS(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	out, err := exec.Command("npm", "install", "--prefix", dir, "--no-audit", "--no-fund", "@stomp/stompjs@7.5.0", "ws@8").CombinedOutput()
	if err != nil {
		t.Fatalf("npm install: %v\n%s", err, out)
	}
	script, err := os.ReadFile("testdata/page.mjs")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "page.mjs"), script, 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func openPage(t *testing.T, dir string, args ...string) *page {
	t.Helper()
	node := exec.Command("node", append([]string{filepath.Join(dir, "page.mjs")}, args...)...)
	node.Stderr = os.Stderr
	stdin, err := node.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		t.Fatal(err)
	}
	p := &page{t: t, stdin: stdin, events: make(chan pageEvent, 100)}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer close(p.events)
		for lines := bufio.NewScanner(stdout); lines.Scan(); {
			var e pageEvent
			if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
				t.Errorf("the page wrote %q", lines.Text())
			}
			p.events <- e
		}
	}()
	t.Cleanup(func() {
		stdin.Close()
		<-ended
		node.Wait()
	})
	return p
}

func (p *page) expect(event string) pageEvent {
	p.t.Helper()
	select {
	case e := <-p.events:
		if e.Event != event {
			p.t.Fatalf("got %+v, want %s", e, event)
		}
		return e
	case <-time.After(20 * time.Second):
		p.t.Fatalf("no %s", event)
	}
	return pageEvent{}
}

func TestStompJS(t *testing.T) {
	dir := installStompJS(t)
	g := newGateway(t, "heartBeatOutgoing", "500", "heartBeatIncoming", "500")
	url := "ws" + strings.TrimPrefix(g.server.URL, "http") + "/ws"
	p := g.producer("stomp-ws:/topic/cats?replay=2")
	publish := func(body any, headers ...string) {
		ex := components.NewExchange(t.Context(), body)
		for i := 0; i < len(headers); i += 2 {
			ex.Headers.Set(headers[i], headers[i+1])
		}
		if err := p.Process(ex); err != nil {
			t.Fatal(err)
		}
	}
	for _, version := range []string{"1.2", "1.1", "1.0"} {
		for _, frames := range []string{"text", "binary"} {
			t.Run(version+" "+frames, func(t *testing.T) {
				publish("gone")
				publish("first")
				publish("second")
				page := openPage(t, dir, url, version, frames)
				if e := page.expect("connected"); e.Version != version || e.Heartbeat != "500,500" {
					t.Errorf("got %+v", e)
				}
				for _, want := range []string{"first", "second"} {
					if e := page.expect("message"); e.Body != want {
						t.Errorf("replay: got %q, want %q", e.Body, want)
					}
				}
				page.expect("subscribed")
				publish(components.NewMap("text", "a cat 🐈\nand a \x00"), "author", "Ünal", "note", "a:b\nc")
				e := page.expect("message")
				if e.Body != `{"text":"a cat 🐈\nand a \u0000"}` || e.Headers["content-type"] != "application/json" || e.Headers["author"] != "Ünal" {
					t.Errorf("got %+v", e)
				}
				if version == "1.2" && e.Headers["note"] != "a:b\nc" {
					t.Errorf("got %q", e.Headers["note"])
				}
				publish("\xffbinary")
				page.expect("message")
				time.Sleep(1500 * time.Millisecond) // either side closes when it misses two heart-beats
				publish("leave")
				if e := page.expect("message"); e.Body != "leave" {
					t.Errorf("got %+v", e)
				}
				page.expect("receipt of DISCONNECT")
				if e := page.expect("closed"); e.Code != 1000 {
					t.Errorf("closed with %d", e.Code)
				}
			})
		}
	}
	t.Run("SEND is refused", func(t *testing.T) {
		publish("first")
		publish("second")
		page := openPage(t, dir, url, "1.2", "text")
		page.expect("connected")
		page.expect("message")
		page.expect("message")
		page.expect("subscribed")
		io.WriteString(page.stdin, "send\n")
		if e := page.expect("error"); !strings.Contains(e.Message, "read-only") {
			t.Errorf("got %+v", e)
		}
		if e := page.expect("closed"); e.Code != 1008 {
			t.Errorf("closed with %d", e.Code)
		}
	})
}
