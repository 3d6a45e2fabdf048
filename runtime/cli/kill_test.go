package cli_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestKilledProgramsLoseNothing kills a program with -9 again and again while it works on files: in the end each of them is in the
// ledger, and those that are there twice, because it died between a deed and its note, are counted once.
func TestKilledProgramsLoseNothing(t *testing.T) {
	const files, kills = 160, 8
	dir := t.TempDir()
	for _, name := range []string{"routes.yaml", "count.yaml"} {
		text, err := os.ReadFile("testdata/kill/" + name)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(text))
	}
	var want []string
	deliver := func(i int) {
		name := fmt.Sprintf("%c%03d", 'a'+i%3, i)
		want = append(want, name)
		write(t, filepath.Join(dir, "inbox", name), name)
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for i := range files / 2 {
		deliver(i)
	}
	for kill := range kills {
		p := start(t, dir, "routes.yaml")
		from := ledger(t, dir)
		for i := range files / 2 / kills {
			deliver(files/2 + kill*files/2/kills + i)
		}
		p.until(t, func() bool { return len(ledger(t, dir)) > len(from) })
		time.Sleep(time.Duration(random.IntN(30_000)) * time.Microsecond) // that it is in the midst of anything is the point
		p.kill(t)
	}
	p := start(t, dir, "routes.yaml")
	slices.Sort(want)
	p.until(t, func() bool {
		left, err := filepath.Glob(filepath.Join(dir, "inbox", "[a-c]*"))
		return err == nil && len(left) == 0 && len(unique(ledger(t, dir))) >= len(want)
	})
	p.end(t)
	lines := ledger(t, dir)
	if got := unique(lines); !slices.Equal(got, want) {
		t.Errorf("the ledger has %d different lines, want %d", len(got), len(want))
	}
	t.Logf("%d kills made %d lines come twice", kills, len(lines)-len(want))

	p = start(t, dir, "count.yaml")
	p.until(t, func() bool { return strings.Contains(p.log(t), "all counted") })
	p.end(t)
	var counted []string
	for line := range strings.Lines(p.log(t)) {
		if _, name, ok := strings.Cut(line, "counted "); ok {
			counted = append(counted, strings.TrimSpace(name))
		}
	}
	slices.Sort(counted)
	if !slices.Equal(counted, want) {
		t.Errorf("%d lines were counted, want %d, each once", len(counted), len(want))
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	hidden := filepath.Join(filepath.Dir(path), "."+filepath.Base(path))
	for _, err := range []error{os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(hidden, []byte(text), 0o600), os.Rename(hidden, path)} {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func ledger(t *testing.T, dir string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "out", "ledger.txt"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return strings.Fields(string(data))
}

func unique(lines []string) []string { return slices.Compact(slices.Sorted(slices.Values(lines))) }

// running is a program that runs routes.
type running struct {
	*exec.Cmd
	output string // file
	ended  chan error
}

func start(t *testing.T, dir, routes string) *running {
	t.Helper()
	out, err := os.CreateTemp(t.TempDir(), "log")
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	p := &running{exec.Command("dromedary", "run", "--port", "0", routes), out.Name(), make(chan error, 1)}
	p.Dir, p.Stdout, p.Stderr = dir, out, out
	p.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- p.Wait() }()
	t.Cleanup(func() { _ = p.Process.Kill() })
	return p
}

func (p *running) log(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(p.output)
	if err != nil {
		t.Fatal(err)
	}
	return string(bytes.ToValidUTF8(data, nil))
}

// until waits for what the program is to bring about.
func (p *running) until(t *testing.T, done func() bool) {
	t.Helper()
	for late := time.Now().Add(30 * time.Second); !done(); time.Sleep(2 * time.Millisecond) {
		select {
		case err := <-p.ended:
			t.Fatalf("it ended by itself: %v\n%s", err, p.log(t))
		default:
		}
		if time.Now().After(late) {
			t.Fatalf("it did not come to an end:\n%s", p.log(t))
		}
	}
}

func (p *running) kill(t *testing.T) {
	t.Helper()
	if err := p.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.ended
}

func (p *running) end(t *testing.T) {
	t.Helper()
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := <-p.ended; err != nil {
		t.Fatalf("it ended with %v:\n%s", err, p.log(t))
	}
}
