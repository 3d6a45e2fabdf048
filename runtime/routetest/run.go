package routetest

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes"
	"github.com/dromedary-go/dromedary/runtime"
)

// running is one run of a case, in a folder and with a port of its own.
type running struct {
	*Case
	Options
	dir    string
	port   string
	engine *runtime.Engine
	log    *logbook
}

// outcome runs the case and records what came out, in the shape of expect. The error is about the machine: no folder, no port.
func (c *Case) outcome(ctx context.Context, o Options) (*components.Map, error) {
	dir, err := os.MkdirTemp("", "dromedary-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	r := &running{Case: c, Options: o, dir: dir, port: port, log: newLogbook()}
	var got *components.Map
	if c.routes == nil {
		got, err = r.evaluate()
	} else {
		got, err = r.execute(ctx)
	}
	if err != nil {
		return nil, err
	}
	return each(got, r.hide).(*components.Map), nil
}

// freePort answers the number of a TCP port that nothing listens on.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port), nil
}

// fill puts the folder and the port in place of {{dir}} and {{port}}; hide is the way back.
func (r *running) fill(s string) string {
	return strings.NewReplacer("{{dir}}", r.dir, "{{port}}", r.port).Replace(s)
}

func (r *running) hide(s string) string {
	return strings.NewReplacer(r.dir, "{{dir}}", ":"+r.port, ":{{port}}").Replace(s)
}

// stopTime is how long what is still in flight at the end may take, in seconds.
const stopTime = 2

// start makes and starts an engine; the error, which the case may expect, is why that cannot be.
func (r *running) start(ctx context.Context) error {
	p := routes.NewProperties()
	p.Set("camel.main.shutdownTimeout", strconv.Itoa(stopTime))
	p.Set("camel.main.name", "camel-1") // as Camel's first context is called
	p.Set("camel.server.host", "127.0.0.1")
	p.Set("camel.server.port", r.port)
	var files []routes.File
	for _, s := range r.routes {
		if strings.Contains(s.text, "platform-http") || strings.Contains(s.text, "rest:") {
			p.Set("camel.server.enabled", "true")
		}
		text := s.text
		if s.name == r.Path { // what stands in the case itself
			text = r.fill(text)
		}
		files = append(files, routes.File{Name: s.name, Text: []byte(text)})
	}
	for k, v := range r.properties.All() {
		p.Set(k, r.fill(components.Text(v)))
	}
	p.Set("dir", r.dir)
	p.Set("port", r.port)
	engine, diags, err := runtime.New(runtime.Config{Components: r.Components, Beans: r.Beans, Files: files, Properties: p, Stubs: r.Stubs, Logger: slog.New(r.log)})
	switch {
	case err != nil:
		return err
	case diags.HasErrors():
		return diags
	}
	r.engine = engine
	if r.routes == nil {
		return nil
	}
	return engine.Start(ctx)
}

func (r *running) execute(ctx context.Context) (*components.Map, error) {
	if err := r.writeFiles(); err != nil {
		return nil, err
	}
	got := &components.Map{}
	if err := r.start(ctx); err != nil {
		got.Set("error", err.Error())
		return got, nil
	}
	defer r.engine.Stop(context.Background()) // what the end of a case gives up is no result of it
	var replies []any
	for _, s := range r.send {
		reply := r.sendOne(ctx, s)
		replies = append(replies, reply)
	}
	r.settled(ctx)
	if len(replies) > 0 {
		got.Set("replies", replies)
	}
	got.Set("mocks", r.received())
	if r.Case.log {
		got.Set("log", r.log.all())
	}
	if _, wanted := r.want.Get("files"); wanted || r.files != nil {
		files, err := r.tree()
		if err != nil {
			return nil, err
		}
		got.Set("files", files)
	}
	return got, ctx.Err()
}

func (r *running) received() *components.Map {
	mocks := &components.Map{}
	for uri, recorder := range r.engine.Recorders() {
		messages := []any{}
		for _, ex := range recorder.Received() {
			messages = append(messages, exchange(ex, nil))
		}
		mocks.Set(uri, messages)
	}
	return mocks
}

// The waiting of a case once all is sent: until nothing is in flight and no mock has changed for quiet, at most until nothing
// at all has changed for patience, and no longer than limit.
const (
	quiet    = 150 * time.Millisecond
	patience = 3 * time.Second
	limit    = 10 * time.Second
	look     = 10 * time.Millisecond
)

func (r *running) settled(ctx context.Context) {
	pause(ctx, r.settle)
	type state struct{ busy, received int }
	last, since, end := state{-1, 0}, time.Now(), time.Now().Add(limit)
	for ctx.Err() == nil && time.Now().Before(end) {
		now := state{busy: r.engine.Busy()}
		for _, m := range r.engine.Recorders() {
			now.received += m.Count()
		}
		if now != last {
			last, since = now, time.Now()
		}
		if calm := time.Since(since); calm > patience || now.busy == 0 && calm > quiet {
			return
		}
		pause(ctx, look)
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

func (r *running) writeFiles() error {
	for name, v := range r.files.All() {
		if !filepath.IsLocal(filepath.FromSlash(name)) {
			return fmt.Errorf("%s: file %q is not below {{dir}}", r.Path, name)
		}
		path := filepath.Join(r.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(components.Text(v)), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// tree answers the files below the folder with what they hold.
func (r *running) tree() (*components.Map, error) {
	files := &components.Map{}
	err := filepath.WalkDir(r.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		name, err := filepath.Rel(r.dir, path)
		if err != nil {
			return err
		}
		b, err := os.ReadFile(path)
		files.Set(filepath.ToSlash(name), textOf(b))
		return err
	})
	return files, err
}
