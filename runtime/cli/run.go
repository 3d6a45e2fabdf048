package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/dromedary-go/dromedary/routes"
	"github.com/dromedary-go/dromedary/runtime"
)

// runFlags are the flags of run.
type runFlags struct {
	projectFlags
	port        string
	name        string
	level       slog.Level
	logJSON     bool
	maxMessages int64
	maxSeconds  int64
}

const runUsage = `Usage: dromedary run [FILES] [FLAGS]

Runs routes until Ctrl-C. FILES are route files (*.yaml), folders or patterns; without any,
it is routes.yaml of this folder. application.properties is read from beside the route files
and from this folder. A property is looked for in this order: --property, the environment
(my.key is MY_KEY), --properties, the profile's file, application.properties, the default.

The first Ctrl-C lets exchanges in flight finish, the second ends at once.
Exit codes: 0 done, 1 failed, 2 wrong usage, 66 a file is missing.
`

func runCommand() *command {
	rf := &runFlags{}
	fs := newFlags("run")
	rf.declare(fs)
	fs.port(&rf.port, "port", "serve HTTP on `PORT` (default 8080, the property camel.server.port)")
	fs.StringVar(&rf.name, "name", "", "call the whole `NAME` in logs and status (the property camel.main.name)")
	fs.count(&rf.maxMessages, "max-messages", "stop after `N` messages; 0 for no limit")
	fs.count(&rf.maxSeconds, "max-seconds", "stop after `N` seconds; 0 for no limit")
	fs.Func("logging-level", "log from `LEVEL` on: trace, debug, info (default), warn, error or off", func(text string) error {
		level, ok := parseLevel(text)
		if !ok {
			return fmt.Errorf("%q is no level", text)
		}
		rf.level = level
		return nil
	})
	fs.BoolVar(&rf.logJSON, "logging-json", false, "log JSON, one object a line")
	return &command{name: "run", short: "run routes", usage: runUsage, flags: fs, run: rf.run}
}

// configure sets the properties that flags stand for.
func (rf *runFlags) configure(p *routes.Properties) {
	for key, value := range map[string]string{
		"camel.server.port":              rf.port,
		"camel.main.name":                rf.name,
		"camel.main.durationMaxMessages": positive(rf.maxMessages),
		"camel.main.durationMaxSeconds":  positive(rf.maxSeconds),
	} {
		if value != "" {
			p.Set(key, value)
		}
	}
}

func positive(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

func (rf *runFlags) run(p *program, args []string) error {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	pr, err := rf.open(args)
	if err != nil {
		return err
	}
	rf.configure(pr.properties)
	takeBallast()
	log := slog.New(rf.handler(p.stdout)).With("logger", "dromedary")
	engine, err := p.load(pr, log)
	if err != nil {
		return err
	}
	started := make(chan error, 1)
	go func() { started <- engine.Start(context.Background()) }()
	select {
	case err = <-started:
		if err != nil {
			return err
		}
		if page, _ := pr.properties.Get("camel.server.staticEnabled"); strings.EqualFold(page, "true") {
			log.Info("Open " + engine.URL() + " in a browser; Ctrl-C stops")
		}
		select {
		case <-signals:
			log.Info("Stopping; Ctrl-C again ends at once what is in flight")
		case <-engine.Done():
		}
	case <-signals:
		log.Info("Stopping while it starts")
	}
	return stop(engine, signals)
}

// stop ends an engine in good order. A signal meanwhile makes it give up what is in flight, one more does not even wait
// for that.
func stop(engine *runtime.Engine, signals <-chan os.Signal) error {
	ctx, force := context.WithCancel(context.Background())
	defer force()
	stopped := make(chan error, 1)
	go func() { stopped <- engine.Stop(ctx) }()
	for range 2 {
		select {
		case err := <-stopped:
			return err
		case <-signals:
			force()
		}
	}
	return errors.New("ended without waiting for anything")
}

func (rf *runFlags) handler(w io.Writer) slog.Handler {
	if !rf.logJSON {
		return newLineHandler(w, rf.level, styleOf(w))
	}
	return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: rf.level, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.LevelKey && len(groups) == 0 {
			if level, ok := a.Value.Any().(slog.Level); ok && level < slog.LevelDebug {
				return slog.String(slog.LevelKey, "TRACE")
			}
		}
		return a
	}})
}

// load compiles a project. What is wrong with it is printed; the error then only counts.
func (p *program) load(pr *project, log *slog.Logger) (*runtime.Engine, error) {
	for _, note := range pr.notes {
		p.note(note)
	}
	engine, found := p.compile(pr, log)
	p.print(found)
	if found.HasErrors() {
		return nil, &problem{code: exitFailed, msg: summary(found) + ", nothing was started"}
	}
	return engine, nil
}

// compile makes an engine of a project, nil where something is wrong, and answers all that is.
func (p *program) compile(pr *project, log *slog.Logger) (*runtime.Engine, routes.Diagnostics) {
	engine, found, err := runtime.New(p.config(pr, log))
	found = append(pr.diagnostics, found...)
	if err != nil {
		msg, hint := explain(err)
		found = append(found, routes.Diagnostic{Msg: msg, Hint: hint})
	}
	return engine, found
}

// config is how a project runs.
func (p *program) config(pr *project, log *slog.Logger) runtime.Config {
	return runtime.Config{
		Version:    thisBuild().Version,
		Components: p.components,
		Beans:      p.beans,
		Files:      pr.files,
		Properties: pr.properties,
		Stubs:      pr.stubs,
		Logger:     log,
		Static:     builtIn,
	}
}
