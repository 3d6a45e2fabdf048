package stream

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// newContext is an engine's context whose standard streams are the test's.
func newContext(in io.Reader, out io.Writer) *components.Context {
	ctx := &components.Context{}
	components.Shared(ctx, standardKey{}, func() *standard { return &standard{in: newReader(in), out: out, err: out} })
	return ctx
}

// lines reads until the stream ends and answers the bodies.
func lines(t *testing.T, ctx *components.Context, uri string) []string {
	t.Helper()
	var got []string
	route := componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, uri), func(ex *components.Exchange) error {
		got = append(got, fmt.Sprintf("%v %s", ex.Headers.Value("CamelStreamIndex"), components.Text(ex.Body)))
		return nil
	})
	select {
	case err := <-route.Ended:
		if err != nil {
			t.Errorf("%s ended with %v", uri, err)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("%s does not end", uri)
	}
	<-route.Closed
	return got
}

func want(t *testing.T, got []string, texts ...string) {
	t.Helper()
	if strings.Join(got, "|") != strings.Join(texts, "|") {
		t.Errorf("got %q, want %q", got, texts)
	}
}

func TestStandardInput(t *testing.T) {
	want(t, lines(t, newContext(strings.NewReader("a\nb\r\n\nc\rd"), io.Discard), "stream:in"), "0 a", "1 b", "2 ", "3 c", "4 d")
	want(t, lines(t, newContext(strings.NewReader("a\nb\nc\n"), io.Discard), "stream:in?groupLines=2"), "0 [a, b]", "1 [c]")
	want(t, lines(t, newContext(strings.NewReader("gr\xfcn"), io.Discard), "stream:in?encoding=ISO-8859-1"), "0 grün")
	want(t, lines(t, newContext(strings.NewReader("a\nb\n"), io.Discard), "stream:in?readLine=false"), "0 a\nb\n")
	want(t, lines(t, newContext(strings.NewReader(""), io.Discard), "stream:in"))
}

func TestPrompt(t *testing.T) {
	var out bytes.Buffer
	want(t, lines(t, newContext(strings.NewReader("Ann\nBen\n"), &out), "stream:in?promptMessage=Name? &initialPromptDelay=1"), "0 Ann", "1 Ben")
	if out.String() != "Name? Name? Name? " {
		t.Errorf("got %q", out.String())
	}
}

func TestAPipeThatBreaks(t *testing.T) {
	in, broken := io.Pipe()
	ctx := newContext(in, io.Discard)
	route := componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, "stream:in"), func(*components.Exchange) error { return nil })
	broken.CloseWithError(errors.New("broken pipe"))
	if err := <-route.Ended; err == nil || err.Error() != "broken pipe" {
		t.Errorf("got %v", err)
	}
}

// Who reads standard input after another gets every line, also one that came in between.
func TestNoLineIsLostBetweenTwoReaders(t *testing.T) {
	in, typed := io.Pipe()
	ctx := newContext(in, io.Discard)
	source := componenttest.Source(t, ctx, Component, "stream:in")
	first := make(chan any, 1)
	route := componenttest.Read(t, ctx, "one", source, func(ex *components.Exchange) error { first <- ex.Body; return nil })
	fmt.Fprintln(typed, "a")
	if got := <-first; got != "a" {
		t.Errorf("got %v", got)
	}
	route.Stop()
	go func() {
		fmt.Fprintln(typed, "b")
		typed.Close()
	}()
	want(t, lines(t, ctx, "stream:in"), "0 b")
}

func TestALineWithoutEnd(t *testing.T) {
	r := newReader(endless{})
	r.limit = 1000
	if _, err := r.line(context.Background()); err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("got %v", err)
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = 'x'
	}
	return len(b), nil
}

func TestHTTP(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/none" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprintf(w, "%s\nend", r.Header.Get("X-A"))
	}))
	defer server.Close()
	ctx := newContext(nil, nil)
	want(t, lines(t, ctx, "stream:http?httpUrl="+server.URL+"&httpHeaders=X-A=1,X-B: 2"), "0 1", "1 end")
	route := componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, "stream:http?httpUrl="+server.URL+"/none"), func(*components.Exchange) error { return nil })
	if err := <-route.Ended; components.Class(err) != components.IOException {
		t.Errorf("got %v", err)
	}
}

func TestFollowingAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log")
	ctx := newContext(nil, nil)
	got := make(chan any, 10)
	componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, "stream:file?fileName="+path+"&scanStream=true&retry=true&fileWatcher=true"), func(ex *components.Exchange) error {
		got <- ex.Body
		return nil
	})
	step := func(text string, rotate bool) {
		t.Helper()
		if rotate {
			if err := os.Rename(path, path+".1"); err != nil {
				t.Fatal(err)
			}
		}
		f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(f, text)
		f.Close()
		select {
		case line := <-got:
			if line != text {
				t.Errorf("got %v, want %s", line, text)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s does not come", text)
		}
	}
	step("one", false)
	step("two", false)
	step("three", true)
}

func TestWriting(t *testing.T) {
	var out bytes.Buffer
	ctx := newContext(nil, &out)
	for _, c := range []struct {
		uri  string
		body any
	}{{"stream:out", "a"}, {"stream:err", 5}, {"stream:out?appendNewLine=false", []byte("b")}, {"stream:out", nil}, {"stream:header?encoding=ISO-8859-1", "ü€"}, {"stream:out", strings.NewReader("c")}} {
		p, err := componenttest.Endpoint(t, ctx, Component, c.uri).(components.Target).Producer()
		if err != nil {
			t.Fatal(err)
		}
		ex := components.NewExchange(t.Context(), c.body)
		ex.Headers.Set("stream", &out)
		if err := p.Process(ex); err != nil {
			t.Errorf("%s: %v", c.uri, err)
		}
		p.Close()
	}
	if got := out.String(); got != "a\n5\nb\xfc?\nc\n" {
		t.Errorf("got %q", got)
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	for uri, class := range map[string]string{
		"stream:header": "java.lang.NullPointerException", "stream:file?fileName=" + dir: components.IOException, "stream:file?fileName=/dev/full": components.IOException,
	} {
		p, err := componenttest.Endpoint(t, newContext(nil, nil), Component, uri).(components.Target).Producer()
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Process(components.NewExchange(t.Context(), "x")); components.Class(err) != class {
			t.Errorf("%s: got %v", uri, err)
		}
		p.Close()
	}
}

func TestMistakes(t *testing.T) {
	for uri, want := range map[string]string{
		"stream:file":                 "needs the option fileName",
		"stream:http?httpUrl=ftp://x": "needs the option httpUrl",
		"stream:in?encoding=klingon":  "unknown charset",
		"stream:in?groupLines=-1":     "must be 0 or positive",
		"stream:nowhere":              "none of in, out",
	} {
		parsed, err := components.ParseURI(uri)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Component.Endpoint(newContext(nil, nil), parsed); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", uri, err, want)
		}
	}
	if _, ok := componenttest.Endpoint(t, newContext(nil, nil), Component, "stream:out").(components.Source); ok {
		t.Error("standard output can be read")
	}
	if _, ok := componenttest.Endpoint(t, newContext(nil, nil), Component, "stream:in").(components.Target); ok {
		t.Error("standard input can be written")
	}
}
