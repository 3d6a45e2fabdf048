// Bench runs the same route files through Dromedary and through Apache Camel, in turns, and prints what both take:
//
//	go run ./bench                  all of them
//	go run ./bench chain seda       some
//	go run ./bench -alone chain     without Camel, which needs a JDK of 21 or newer and Maven
//
// A figure of one machine says little by itself, and one of a busy machine nothing: look at the ratios. README.md has
// what is measured and how. It needs Linux, which says what a process takes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

var (
	subject  = flag.String("binary", "", "the dromedary binary to measure; without it one is built")
	bare     = flag.String("bare", "", "serve the greeting of http without routes at this address, and do nothing else")
	alone    = flag.Bool("alone", false, "leave Camel out")
	runs     = flag.Int("runs", 3, "runs to take the median of")
	starts   = flag.Int("starts", 11, "starts to take the median of")
	millions = flag.Int("millions", 4, "messages of chain and seda, in millions; the first is the warm-up")
	lines    = flag.Int("lines", 300_000, "JSON lines, behind as many to warm up")
	load     = flag.Duration("load", 10*time.Second, "how long HTTP requests are sent, behind as long to warm up")
	gib      = flag.Int("gib", 5, "size of the large file, in GiB")
	browsers = flag.Int("browsers", 100, "WebSocket clients that listen to the demo")
	window   = flag.Duration("window", 10*time.Second, "how long the demo's memory is looked at, each time")
)

// measurements are what can be asked for, in the order of "all".
var measurements = []struct {
	name string
	run  func(b *bench) error
}{
	{"start", startTime}, {"chain", chain}, {"seda", seda}, {"json", jsonLines}, {"http", httpRequests},
	{"large", largeFile}, {"browsers", browserMemory},
}

func main() {
	flag.Usage = func() {
		var names []string
		for _, m := range measurements {
			names = append(names, m.name)
		}
		fmt.Fprintf(flag.CommandLine.Output(), "Usage: go run ./bench [FLAGS] [%s|all]...\n\nFlags:\n", strings.Join(names, "|"))
		flag.PrintDefaults()
	}
	flag.Parse()
	if err := run(flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// bench is what the measurements share.
type bench struct {
	dir        string // for what they write
	contenders []contender
}

func run(wanted []string) error {
	if *bare != "" {
		return serveBare(*bare)
	}
	for _, name := range wanted {
		known := name == "all"
		for _, m := range measurements {
			known = known || m.name == name
		}
		if !known {
			return fmt.Errorf("there is no measurement %q; see -help", name)
		}
	}
	if *millions < 2 || *runs < 1 || *starts < 1 {
		return errors.New("needed are at least 2 millions and one run")
	}
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{dir: dir}
	if err := b.findContenders(); err != nil {
		return err
	}
	for _, m := range measurements {
		if len(wanted) > 0 && !slices.Contains(wanted, m.name) && !slices.Contains(wanted, "all") {
			continue
		}
		if err := m.run(b); err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
	}
	return nil
}

// contender is a program that runs route files.
type contender struct {
	name string
	// command runs a route file with properties (KEY=VALUE).
	command func(file string, properties ...string) []string
	// port is the property that says where it serves HTTP.
	port func(port string) []string
}

func (b *bench) findContenders() error {
	if *subject == "" {
		*subject = filepath.Join(b.dir, "dromedary")
		build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", *subject, ".")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			return fmt.Errorf("building dromedary: %w\n%s", err, out)
		}
	}
	path, err := filepath.Abs(*subject)
	if err != nil {
		return err
	}
	*subject = path
	b.contenders = []contender{{
		name: "dromedary",
		command: func(file string, properties ...string) []string {
			command := []string{path, "run", file}
			for _, p := range properties {
				command = append(command, "--property", p)
			}
			return command
		},
		port: func(port string) []string { return []string{"camel.server.port=" + port} },
	}}
	if *alone {
		return nil
	}
	camel, err := findCamel()
	if err != nil {
		return fmt.Errorf("%w\nhint: -alone measures without Camel", err)
	}
	b.contenders = append(b.contenders, camel)
	return nil
}

// route is the path of a route file of this folder; the working directory is the repository's or this one.
func route(name string) string {
	for _, dir := range []string{"bench/routes", "routes"} {
		path, err := filepath.Abs(filepath.Join(dir, name))
		if err != nil {
			continue
		}
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	return name
}
