package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// patience is how long a program may take for what takes it milliseconds.
const patience = 60 * time.Second

// contender is a program whose start is measured, up to the first line that holds a text.
type contender struct {
	name    string
	dir     string // "" is the working directory
	command []string
	line    string
}

// starts are the figures of several starts.
type starts struct {
	median, fastest, slowest time.Duration
	resident                 int64 // bytes, median, when the line came
}

// measureStarts starts the contenders in turns, so that what else the machine does hits all alike.
func measureStarts(contenders []contender, runs int) ([]starts, error) {
	times := make([][]time.Duration, len(contenders))
	memory := make([][]int64, len(contenders))
	for run := range runs + 1 {
		for i, c := range contenders {
			took, resident, err := c.start()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.name, err)
			}
			if run > 0 { // the first only fills the disk cache
				times[i], memory[i] = append(times[i], took), append(memory[i], resident)
			}
		}
	}
	figures := make([]starts, len(contenders))
	for i := range contenders {
		figures[i] = starts{median(times[i]), slices.Min(times[i]), slices.Max(times[i]), median(memory[i])}
	}
	return figures, nil
}

func (c contender) start() (took time.Duration, resident int64, err error) {
	began := time.Now()
	p, err := launch(c.dir, c.command...)
	if err != nil {
		return 0, 0, err
	}
	defer p.stop()
	if err := p.await(c.line); err != nil {
		return 0, 0, err
	}
	took = time.Since(began)
	resident, err = p.resident()
	return took, resident, err
}

// process is a running program.
type process struct {
	cmd    *exec.Cmd
	output *io.PipeReader
	lines  *bufio.Scanner
}

func launch(dir string, command ...string) (*process, error) {
	reader, writer := io.Pipe()
	p := &process{cmd: exec.Command(command[0], command[1:]...), output: reader, lines: bufio.NewScanner(reader)}
	p.cmd.Dir, p.cmd.Stdout, p.cmd.Stderr = dir, writer, writer
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { writer.CloseWithError(p.cmd.Wait()) }()
	return p, nil
}

// await waits for a line that holds a text. What comes behind it is read and dropped.
func (p *process) await(text string) error {
	late := time.AfterFunc(patience, func() { p.output.CloseWithError(fmt.Errorf("no line with %q within %v", text, patience)) })
	defer late.Stop()
	last := ""
	for p.lines.Scan() {
		line := p.lines.Text()
		if strings.Contains(line, text) {
			go io.Copy(io.Discard, p.output)
			return nil
		}
		last = line
	}
	return fmt.Errorf("no line with %q came (%v); the last was: %s", text, p.lines.Err(), last)
}

func (p *process) stop() {
	p.cmd.Process.Signal(syscall.SIGKILL)
	p.output.Close()
}

// resident answers the resident memory in bytes.
func (p *process) resident() (int64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kib << 10, err
		}
	}
	return 0, fmt.Errorf("process %d has ended", p.cmd.Process.Pid)
}

// medianResident looks at the memory of processes for a while; the first half, in which they settle, does not count.
func medianResident(window time.Duration, processes ...*cats) ([]int64, error) {
	samples := make([][]int64, len(processes))
	for end := time.Now().Add(window); time.Now().Before(end); time.Sleep(window / 50) {
		for i, p := range processes {
			bytes, err := p.resident()
			if err != nil {
				return nil, err
			}
			samples[i] = append(samples[i], bytes)
		}
	}
	medians := make([]int64, len(processes))
	for i, s := range samples {
		medians[i] = median(s[len(s)/2:])
	}
	return medians, nil
}

// cats is the example, running.
type cats struct {
	*process
	address string // host:port of its HTTP server
}

func startCats(dir string) (*cats, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	address := l.Addr().String()
	l.Close()
	_, port, _ := net.SplitHostPort(address)
	p, err := launch(dir, *subject, "run", "--example", "twitter-cats", "--port", port)
	if err != nil {
		return nil, err
	}
	if err := p.await("http://"); err != nil {
		p.stop()
		return nil, err
	}
	return &cats{p, address}, nil
}

func median[T int64 | time.Duration](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
