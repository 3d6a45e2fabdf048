//go:build integration

package twittercats

import (
	"bufio"
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

const (
	startTimeout = 10 * time.Second
	stopTimeout  = 20 * time.Second
)

// binary is built once for all tests.
var binary = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "dromedary-wall-")
	if err != nil {
		return "", err
	}
	buildDir = dir
	path := filepath.Join(dir, "dromedary")
	out, err := exec.Command("go", "build", "-o", path, "../..").CombinedOutput()
	if err != nil {
		return "", errors.New(string(out))
	}
	return path, nil
})

var buildDir string // "" where no test needed the binary

func TestMain(m *testing.M) {
	code := m.Run()
	if buildDir != "" {
		_ = os.RemoveAll(buildDir) // nothing depends on it
	}
	os.Exit(code)
}

// server is the real program, run in a folder with the files of the repository's root.
type server struct {
	t       *testing.T
	dir     string
	port    string
	args    []string
	process *exec.Cmd
	exited  chan error
	mu      sync.Mutex
	output  bytes.Buffer
}

// serve starts the program with the cats route on a free port and stops it when the test ends.
func serve(t *testing.T, args ...string) *server {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "routes.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return serveRoutes(t, string(text), args...)
}

// serveRoutes does so with other routes.
func serveRoutes(t *testing.T, routes string, args ...string) *server {
	t.Helper()
	s := &server{t: t, dir: t.TempDir(), port: freePort(t), args: args}
	properties, err := os.ReadFile(filepath.Join("..", "..", "application.properties"))
	if err == nil {
		err = os.WriteFile(filepath.Join(s.dir, "application.properties"), properties, 0o600)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(s.dir, "routes.yaml"), []byte(routes), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	s.start()
	t.Cleanup(func() {
		s.stop()
		if t.Failed() {
			s.mu.Lock()
			defer s.mu.Unlock()
			t.Logf("the program said:\n%s", s.output.String())
		}
	})
	return s
}

func (s *server) address() string { return "127.0.0.1:" + s.port }
func (s *server) url() string     { return "http://" + s.address() + "/" }

// start starts the program, for the first time or again, and waits until it has started.
func (s *server) start() {
	s.t.Helper()
	path, err := binary()
	if err != nil {
		s.t.Fatalf("the program cannot be built: %v", err)
	}
	s.process = exec.Command(path, append([]string{"run", "--port", s.port}, s.args...)...)
	s.process.Dir = s.dir
	s.process.Env = append(os.Environ(), "NO_COLOR=1")
	out, err := s.process.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	s.process.Stderr = s.process.Stdout
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	ready, exited := make(chan struct{}), make(chan error, 1)
	s.exited = exited
	process := s.process
	go func() {
		told := false
		for lines := bufio.NewScanner(out); lines.Scan(); {
			s.mu.Lock()
			s.output.WriteString(lines.Text() + "\n")
			s.mu.Unlock()
			if !told && strings.Contains(lines.Text(), ") started in ") {
				told = true
				close(ready)
			}
		}
		exited <- process.Wait()
	}()
	select {
	case <-ready:
	case err := <-exited:
		exited <- err
		s.t.Fatalf("the program ended at once: %v\n%s", err, s.output.String())
	case <-time.After(startTimeout):
		s.t.Fatal("the program does not start")
	}
}

// stop stops the program as Ctrl-C does; it must end by itself and well.
func (s *server) stop() {
	s.t.Helper()
	if s.process == nil {
		return
	}
	_ = s.process.Process.Signal(syscall.SIGTERM) // it may have ended
	select {
	case err := <-s.exited:
		if err != nil {
			s.t.Errorf("the program ended with %v", err)
		}
	case <-time.After(stopTimeout):
		s.t.Error("the program does not stop")
		_ = s.process.Process.Kill() // it may have ended
		<-s.exited
	}
	s.process = nil
}

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}
