// Bench prints how fast the binary starts and how much memory it takes:
//
//	make bench
//	go run ./bench -runs 20 -peer "bb run start.yaml" -peer-line Hello
//
// A figure of one machine says little by itself. With -peer another program is measured in turns with this one, and the
// ratio is printed. Memory is what Linux reports as resident, so the program needs Linux.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var (
	subject  = flag.String("binary", "./dromedary", "the binary to measure")
	runs     = flag.Int("runs", 11, "starts to take the median of")
	browsers = flag.Int("browsers", 100, "WebSocket clients that listen to the demo")
	window   = flag.Duration("window", 10*time.Second, "how long memory is looked at, each time")
	peer     = flag.String("peer", "", "a command to measure in turns with the start of the binary")
	peerLine = flag.String("peer-line", "Hello", "text of the line that ends the peer's start")
)

func main() {
	flag.Parse()
	if err := bench(); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func bench() error {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path, err := filepath.Abs(*subject)
	if err != nil {
		return err
	}
	*subject = path
	if err := printStart(dir); err != nil {
		return err
	}
	return printMemory(dir)
}

const hello = `- from:
    uri: timer:hello?delay=0&repeatCount=1
    steps:
      - log: Hello
`

func printStart(dir string) error {
	if err := os.WriteFile(filepath.Join(dir, "hello.yaml"), []byte(hello), 0o600); err != nil {
		return err
	}
	contenders := []contender{{"dromedary", dir, []string{*subject, "run", "hello.yaml"}, ": Hello"}}
	if *peer != "" {
		contenders = append(contenders, contender{"peer", "", strings.Fields(*peer), *peerLine})
	}
	starts, err := measureStarts(contenders, *runs)
	if err != nil {
		return err
	}
	row("start to first message", "median", "fastest", "slowest", "resident")
	for i, c := range contenders {
		row("  "+c.name, ms(starts[i].median), ms(starts[i].fastest), ms(starts[i].slowest), mib(starts[i].resident))
	}
	if len(contenders) == 2 {
		row("  peer / dromedary", fmt.Sprintf("%.1f x", float64(starts[1].median)/float64(starts[0].median)))
	}
	return nil
}

// printMemory compares two processes that do the same, but for the browsers that join one of them: what both gain or lose
// meanwhile is not the browsers' doing.
func printMemory(dir string) error {
	visited, err := startCats(dir)
	if err != nil {
		return err
	}
	defer visited.stop()
	alone, err := startCats(dir)
	if err != nil {
		return err
	}
	defer alone.stop()
	before, err := medianResident(*window, visited, alone)
	if err != nil {
		return err
	}
	crowd, err := connect(visited.address, "/topic/cats", *browsers)
	if err != nil {
		return err
	}
	defer crowd.close()
	after, err := medianResident(*window, visited, alone)
	if err != nil {
		return err
	}
	cost := (after[0] - before[0]) - (after[1] - before[1])
	row("memory of the cats route", "at first", "then")
	row("  no browser", mib(before[1]), mib(after[1]))
	row(fmt.Sprintf("  %d browsers", *browsers), mib(before[0]), mib(after[0]), fmt.Sprintf("%+.2f MiB", float64(cost)/(1<<20)))
	row("  messages received", "", fmt.Sprint(crowd.received.Load()))
	if crowd.received.Load() == 0 || crowd.lost.Load() > 0 {
		return fmt.Errorf("%d messages received, %d connections lost: the figures mean nothing", crowd.received.Load(), crowd.lost.Load())
	}
	return nil
}

func row(name string, cells ...string) {
	fmt.Printf("%-26s", name)
	for _, c := range cells {
		fmt.Printf("%14s", c)
	}
	fmt.Println()
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

func mib(bytes int64) string { return fmt.Sprintf("%.1f MiB", float64(bytes)/(1<<20)) }
