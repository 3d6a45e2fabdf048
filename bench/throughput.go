package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// chain takes messages through five steps.
func chain(b *bench) error { return messages(b, "chain", "chain.yaml") }

// seda takes messages through two queues.
func seda(b *bench) error { return messages(b, "seda", "seda.yaml") }

const million = 1_000_000

// messages runs a route file that logs a line every million messages.
func messages(b *bench, title, file string) error {
	texts := []string{}
	for n := range *millions {
		texts = append(texts, fmt.Sprintf("%d", (n+1)*million))
	}
	t := newThroughput(b, "messages", float64(million))
	for range *runs {
		for i, c := range b.contenders {
			marks, err := c.marks(b.dir, texts, nil, route(file), fmt.Sprintf("messages=%d", *millions*million))
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			t.add(i, marks[0], marks[len(marks)-1], float64((*millions-1)*million))
		}
	}
	t.print(b, fmt.Sprintf("%s, %d million messages", title, *millions))
	return nil
}

// jsonLines takes two files of JSON lines through parsing, a filter and writing. The first is the warm-up. Benthos does
// the same work in words of its own.
func jsonLines(b *bench) error {
	if !*alone {
		benthos, err := findBenthos()
		if err != nil {
			return err
		}
		b = &bench{dir: b.dir, contenders: append(slices.Clone(b.contenders), benthos)}
	}
	in := filepath.Join(b.dir, "json", "in")
	if err := os.MkdirAll(in, 0o700); err != nil {
		return err
	}
	kept := 0
	for _, name := range []string{"1.jsonl", "2.jsonl"} {
		n, err := writePosts(filepath.Join(in, name), *lines)
		if err != nil {
			return err
		}
		kept += n
	}
	t := newThroughput(b, "lines", float64(*lines))
	for range *runs {
		for i, c := range b.contenders {
			dir := filepath.Dir(in)
			check := func() error { return checkPosts(filepath.Join(dir, "out.jsonl"), kept) }
			marks, err := c.marks(dir, []string{"done 1.jsonl", "done 2.jsonl"}, check, route("json.yaml"), "dir="+dir)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			t.add(i, marks[0], marks[1], float64(*lines))
		}
	}
	t.print(b, fmt.Sprintf("json, 2 x %d lines", *lines))
	return nil
}

// throughput are the figures of work that goes on at one rate once the program is warm.
type throughput struct {
	rate, cpu, first, memory *figure
	warmUp                   float64
}

func newThroughput(b *bench, what string, warmUp float64) *throughput {
	return &throughput{
		rate:   newFigure(b, what+", warm", perSecond, true),
		first:  newFigure(b, what+", with start and warm-up", perSecond, true),
		cpu:    newFigure(b, "CPU for a million, warm", seconds, false),
		memory: newFigure(b, "peak memory", mib, false),
		warmUp: warmUp,
	}
}

// add notes one run: what was used up to the end of the warm-up, and up to the end, n messages later.
func (t *throughput) add(contender int, warm, end usage, n float64) {
	t.rate.add(contender, n/(end.wall-warm.wall).Seconds())
	t.cpu.add(contender, (end.cpu-warm.cpu).Seconds()/n*million)
	t.first.add(contender, t.warmUp/warm.wall.Seconds())
	t.memory.add(contender, float64(end.peak))
}

func (t *throughput) print(b *bench, title string) {
	printTable(b, title, t.rate, t.cpu, t.first, t.memory)
}

// marks runs a route file and answers what the process had used when each of the texts was logged, in that order. Before
// the process is stopped, what it did is checked, where check is not nil.
func (c contender) marks(dir string, texts []string, check func() error, file string, properties ...string) ([]usage, error) {
	p, err := launch(dir, c.command(file, properties...)...)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	var marks []usage
	for _, text := range texts {
		if err := p.await(text); err != nil {
			return nil, err
		}
		u, err := p.usage()
		if err != nil {
			return nil, err
		}
		marks = append(marks, u)
	}
	if check != nil {
		return marks, check()
	}
	return marks, nil
}
