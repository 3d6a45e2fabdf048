package routes

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"sync"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// processBean is a program that answers calls: a line of JSON to its standard input, a line of JSON from its standard
// output. It is started with the first call, and again after it ended. One call at a time.
type processBean struct {
	command, dir string
	timeout      time.Duration

	mu      sync.Mutex
	started *exec.Cmd
	in      io.WriteCloser
	lines   chan []byte // what the program answers; closed when it has ended
}

// maxReply bounds a line that the program answers.
const maxReply = 64 << 20

func newProcessBean(c *compiler, properties map[string]string) (any, error) {
	b := &processBean{command: properties["command"], dir: properties["dir"], timeout: 30 * time.Second}
	if b.command == "" {
		return nil, errors.New("a dromedary.Process needs the property command")
	}
	if text := properties["timeout"]; text != "" {
		d, err := components.ParseDuration(text)
		if err != nil || d <= 0 {
			return nil, fmt.Errorf("timeout %q is no duration, such as 30s", text)
		}
		b.timeout = d
	}
	c.env.Context.OnStop(func(context.Context) error {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.end()
		return nil
	})
	return b, nil
}

func mapOf(all iter.Seq2[string, any]) *components.Map {
	m := &components.Map{}
	for k, v := range all {
		m.Set(k, v)
	}
	return m
}

// processReply is what the program answers. Absent keys change nothing.
type processReply struct {
	Body       json.RawMessage            `json:"body"`
	Headers    map[string]json.RawMessage `json:"headers"`
	Properties map[string]json.RawMessage `json:"properties"`
	Error      *struct {
		Class   string `json:"class"`
		Message string `json:"message"`
	} `json:"error"`
}

// Call sends the exchange to the program and takes over what it answers.
func (b *processBean) Call(ex *components.Exchange, method string, args []any) (any, error) {
	if args == nil {
		args = []any{}
	}
	body := ex.Body
	if b, ok := components.AtHand(body); ok {
		body = string(b)
	}
	request := components.NewMap("method", method, "args", args, "body", body, "headers", mapOf(ex.Headers.All()), "properties", mapOf(ex.Properties.All()))
	line, err := components.EncodeJSON(request)
	if err != nil {
		return nil, fmt.Errorf("call of %s: %w", b.command, err)
	}
	answer, err := b.exchange(ex, append(line, '\n'))
	if err != nil {
		return nil, fmt.Errorf("call of %s: %w", b.command, err)
	}
	var reply processReply
	if err := json.Unmarshal(answer, &reply); err != nil {
		return nil, fmt.Errorf("call of %s: its answer is no JSON: %w", b.command, err)
	}
	return reply.take(ex)
}

func (r *processReply) take(ex *components.Exchange) (any, error) {
	if r.Error != nil {
		class := r.Error.Class
		if class == "" {
			class = "java.lang.Exception"
		}
		return nil, components.NewException(class, r.Error.Message)
	}
	for name, raw := range r.Headers {
		v, err := components.DecodeJSON(raw)
		if err != nil {
			return nil, err
		}
		ex.Headers.Set(name, v)
	}
	for name, raw := range r.Properties {
		v, err := components.DecodeJSON(raw)
		if err != nil {
			return nil, err
		}
		ex.Properties.Set(name, v)
	}
	if r.Body == nil {
		return nil, nil
	}
	return components.DecodeJSON(r.Body)
}

func (b *processBean) exchange(ctx context.Context, line []byte) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.start(); err != nil {
		return nil, err
	}
	written := make(chan error, 1)
	go func(in io.Writer) { _, err := in.Write(line); written <- err }(b.in)
	timeout := time.NewTimer(b.timeout)
	defer timeout.Stop()
	for {
		select {
		case err := <-written:
			if err != nil {
				b.end()
				return nil, fmt.Errorf("the program takes no more: %w", err)
			}
			written = nil
		case answer, ok := <-b.lines:
			if !ok {
				b.end()
				return nil, errors.New("the program ended without an answer")
			}
			return answer, nil
		case <-timeout.C:
			b.end() // a late answer must not be taken for the next call's
			return nil, fmt.Errorf("no answer within %s", b.timeout)
		case <-ctx.Done():
			b.end()
			return nil, context.Cause(ctx)
		}
	}
}

func (b *processBean) start() error {
	if b.started != nil {
		return nil
	}
	cmd := exec.Command("sh", "-c", b.command)
	cmd.Dir, cmd.Stderr = b.dir, os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	lines := make(chan []byte, 1)
	go func() {
		defer close(lines)
		scan := bufio.NewScanner(out)
		scan.Buffer(nil, maxReply)
		for scan.Scan() {
			lines <- append([]byte(nil), scan.Bytes()...)
		}
	}()
	b.started, b.in, b.lines = cmd, in, lines
	return nil
}

// end ends the program, which may be gone already. Its input is closed, which is its sign; it is killed soon after.
func (b *processBean) end() {
	if b.started == nil {
		return
	}
	cmd, lines := b.started, b.lines
	b.started = nil
	b.in.Close()
	kill := time.AfterFunc(time.Second, func() { cmd.Process.Kill() })
	go func() {
		for range lines { // what it still says is for nobody
		}
	}()
	cmd.Wait()
	kill.Stop()
}
