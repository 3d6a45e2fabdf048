package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// patience is how long a program may take for a line; what is measured takes it a few seconds.
const patience = 3 * time.Minute

// process is a running program.
type process struct {
	cmd    *exec.Cmd
	began  time.Time
	output *io.PipeReader
	lines  *bufio.Scanner
}

func launch(dir string, command ...string) (*process, error) {
	reader, writer := io.Pipe()
	p := &process{cmd: exec.Command(command[0], command[1:]...), output: reader, lines: bufio.NewScanner(reader)}
	p.cmd.Dir, p.cmd.Stdout, p.cmd.Stderr = dir, writer, writer
	p.began = time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	go func() { writer.CloseWithError(p.cmd.Wait()) }()
	return p, nil
}

// await waits for a line that holds a text.
func (p *process) await(text string) error {
	late := time.AfterFunc(patience, func() { p.output.CloseWithError(fmt.Errorf("no line with %q within %v", text, patience)) })
	defer late.Stop()
	last := ""
	for p.lines.Scan() {
		if last = p.lines.Text(); strings.Contains(last, text) {
			return nil
		}
	}
	return fmt.Errorf("no line with %q came (%v); the last was: %s", text, p.lines.Err(), last)
}

// drop has what comes from now on read and forgotten.
func (p *process) drop() { go io.Copy(io.Discard, p.output) }

func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGKILL)
	p.output.Close()
}

// usage is what a process has taken so far.
type usage struct {
	wall, cpu      time.Duration // since its start; user and system time
	resident, peak int64         // bytes
}

func (p *process) usage() (u usage, err error) {
	u.wall = time.Since(p.began)
	if u.cpu, err = p.cpu(); err != nil {
		return u, err
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return u, err
	}
	for line := range strings.Lines(string(status)) {
		name, rest, _ := strings.Cut(line, ":")
		if name != "VmRSS" && name != "VmHWM" {
			continue
		}
		kib, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
		if err != nil {
			return u, err
		}
		if name == "VmRSS" {
			u.resident = kib << 10
		} else {
			u.peak = kib << 10
		}
	}
	if u.peak == 0 {
		return u, fmt.Errorf("process %d has ended", p.cmd.Process.Pid)
	}
	return u, nil
}

// cpu asks the process's own clock, which is finer than what /proc says.
func (p *process) cpu() (time.Duration, error) {
	const scheduled = 2 // see clock_getcpuclockid(3)
	var t unix.Timespec
	if err := unix.ClockGettime(int32(^p.cmd.Process.Pid<<3|scheduled), &t); err != nil {
		return 0, fmt.Errorf("process %d has no clock: %w", p.cmd.Process.Pid, err)
	}
	return time.Duration(t.Nano()), nil
}
