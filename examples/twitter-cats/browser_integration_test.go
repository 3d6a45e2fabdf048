//go:build integration

package twittercats

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// view is how a page is looked at.
type view struct {
	width, height int64
	dark, still   bool
}

var (
	wide  = view{width: 1440, height: 900}
	phone = view{width: 390, height: 844}
)

func (v view) inTheDark() view       { v.dark = true; return v }
func (v view) withoutMovement() view { v.still = true; return v }

// tab is a browser with one page, what it complained of and whom it asked.
type tab struct {
	t   *testing.T
	ctx context.Context

	mu         sync.Mutex
	complaints []string
	hosts      map[string]bool
}

// measureShifts adds up what moves without anybody having asked for it.
const measureShifts = `
globalThis.shifted = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (!entry.hadRecentInput) shifted.push(entry.value + " " + entry.sources.map((s) => s.node?.id || s.node?.className || s.node?.nodeName).join(" "));
  }
}).observe({ type: "layout-shift", buffered: true });`

// open opens a page in a browser of its own, which closes when the test ends.
func open(t *testing.T, address string, v view) *tab {
	t.Helper()
	b := newTab(t, v)
	b.do(chromedp.Navigate(address))
	return b
}

// newTab starts a browser without a page, for tests to which it matters when the page opens.
func newTab(t *testing.T, v view) *tab {
	t.Helper()
	i := slices.IndexFunc(chromiums, func(name string) bool { _, err := exec.LookPath(name); return err == nil })
	if i < 0 {
		t.Fatalf("Chromium is not installed (apt-get install -y --no-install-recommends chromium); looked for %v", chromiums)
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]), chromedp.ExecPath(chromiums[i]), chromedp.NoSandbox,
		chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)

	b := &tab{t: t, ctx: ctx, hosts: map[string]bool{}}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	scheme, motion := "light", "no-preference"
	if v.dark {
		scheme = "dark"
	}
	if v.still {
		motion = "reduce"
	}
	call(b, network.Enable, network.EnableParams{})
	call(b, log.Enable, cdp.Empty{})
	call(b, runtime.Enable, cdp.Empty{})
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: v.width, Height: v.height, DeviceScaleFactor: 1, Mobile: v.width < 600,
	})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion},
	}})
	call(b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: measureShifts})
	t.Cleanup(func() {
		if t.Failed() {
			b.screenshot("failed-" + strings.ReplaceAll(t.Name(), "/", "-"))
		}
	})
	return b
}

var chromiums = []string{"chromium", "chromium-browser", "google-chrome", "chrome"}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			var args []string
			for _, a := range e.Args {
				args = append(args, string(a.Value)+a.Description)
			}
			b.complaints = append(b.complaints, "console: "+strings.Join(args, " "))
		}
	case *runtime.EventExceptionThrown:
		thrown := "exception: " + e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			thrown += " " + e.ExceptionDetails.Exception.Description
		}
		b.complaints = append(b.complaints, thrown)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			b.complaints = append(b.complaints, fmt.Sprintf("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL))
		}
	case *network.EventRequestWillBeSent:
		b.ask(e.Request.URL)
	case *network.EventWebSocketCreated:
		b.ask(e.URL)
	}
}

func (b *tab) ask(address string) {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		b.hosts[u.Host] = true
	}
}

// call runs a command of the DevTools protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, command, params); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// script runs JavaScript for what it does.
func script(text string) chromedp.Action[chromedp.Void] {
	return chromedp.Evaluate[chromedp.Void](text)
}

// eval answers what a JavaScript expression (or its promise) gives.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%v in %s", err, expression)
	}
	return v
}

// patience is how much longer than limits say a busy machine may take.
const patience = 6

// until waits until a JavaScript expression is true. It looks from within the page, whose policy forbids what chromedp's
// own Poll does.
// Limits are those of a machine that has nothing else to do; a busy one may take patience times as long.
func (b *tab) until(limit time.Duration, expression string) {
	b.t.Helper()
	began := time.Now()
	defer func() {
		if took := time.Since(began); took > limit {
			b.t.Logf("%v in place of %v: %s", took.Round(time.Millisecond), limit, expression)
		}
	}()
	ctx, cancel := context.WithTimeout(b.ctx, patience*limit)
	defer cancel()
	_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](
		"new Promise((done) => { const look = () => ("+expression+") ? done(true) : setTimeout(look, 40); look(); })",
		chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("not within %v: %s (%v)\nthe page shows: %s", patience*limit, expression, err, eval[string](b, "document.body.innerText.slice(0, 400)"))
	}
}

// fine checks that the page shifted nothing, complained of nothing and asked nobody but the given hosts.
func (b *tab) fine(hosts ...string) {
	b.t.Helper()
	b.steady()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, c := range b.complaints {
		b.t.Errorf("the page complains: %s", c)
	}
	for h := range b.hosts {
		if !slices.Contains(hosts, h) {
			b.t.Errorf("the page asks %s", h)
		}
	}
}

// steady checks that nothing moved that nobody moved.
func (b *tab) steady() {
	b.t.Helper()
	if shifts := eval[[]string](b, "shifted"); len(shifts) > 0 {
		b.t.Errorf("the layout shifts: %s", strings.Join(shifts, "\n"))
	}
}

// screenshot keeps a picture for people.
func (b *tab) screenshot(name string) {
	b.t.Helper()
	dir := os.Getenv("DROMEDARY_SCREENSHOTS")
	if dir == "" {
		dir = filepath.Join("..", "..", "ci-output")
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		b.t.Errorf("screenshot %s: %v", name, err)
	}
}
