package file

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/components/componenttest"
)

// read takes files through a route until n exchanges are done, and answers their names.
func read(t *testing.T, ctx *components.Context, uri string, n int, process func(*components.Exchange) error) []string {
	t.Helper()
	names := make(chan string, 100)
	route := componenttest.Read(t, ctx, "r", componenttest.Source(t, ctx, Component, uri), func(ex *components.Exchange) error {
		err := process(ex)
		select {
		case names <- ex.Headers.Text("CamelFileName"):
		default:
		}
		return err
	})
	var got []string
	for range n {
		select {
		case name := <-names:
			got = append(got, name)
		case <-time.After(10 * time.Second):
			t.Fatalf("only %q came", got)
		}
	}
	route.Stop()
	return got
}

func nothing(*components.Exchange) error { return nil }

func TestAFileStaysUntilTheRouteIsDone(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "a.txt", "one")
	read(t, newContext(), "file:"+dir+"?initialDelay=0", 1, func(ex *components.Exchange) error {
		if got := text(t, filepath.Join(dir, "a.txt")) + components.Text(ex.Body); got != "oneone" {
			t.Errorf("got %q", got)
		}
		return nil
	})
	gone(t, filepath.Join(dir, "a.txt"))
	if got := text(t, filepath.Join(dir, ".camel", "a.txt")); got != "one" {
		t.Errorf("got %q", got)
	}
}

func TestAFailedFileComesAgain(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "a.txt", "one")
	failed := false
	read(t, newContext(), "file:"+dir+"?initialDelay=0&delay=1&idempotent=true", 2, func(*components.Exchange) error {
		if failed {
			return nil
		}
		failed = true
		return errors.New("no")
	})
	gone(t, filepath.Join(dir, "a.txt"))
}

func TestAHandedOverFileWaits(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "a.txt", "one")
	var end func(*components.Exchange, error)
	var ex *components.Exchange
	read(t, newContext(), "file:"+dir+"?initialDelay=0", 1, func(e *components.Exchange) error {
		ex, end = e, e.HandOver()
		return nil
	})
	if got := text(t, filepath.Join(dir, "a.txt")); got != "one" {
		t.Errorf("got %q", got)
	}
	end(ex, nil)
	gone(t, filepath.Join(dir, "a.txt"))
}

func TestAVanishedFileIsPassedOver(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "a.txt", "1", "b.txt", "2", "c.txt", "3")
	got := read(t, newContext(), "file:"+dir+"?initialDelay=0&preSort=name&readLock=markerFile", 2, func(ex *components.Exchange) error {
		if ex.Headers.Text("CamelFileName") == "a.txt" {
			return os.Remove(filepath.Join(dir, "b.txt"))
		}
		return nil
	})
	if got[0] != "a.txt" || got[1] != "c.txt" {
		t.Errorf("got %q", got)
	}
	gone(t, filepath.Join(dir, "b.txt.camelLock"))
}

func TestLinks(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	fill(t, dir, "d/a.txt", "1")
	fill(t, other, "real.txt", "2")
	for from, to := range map[string]string{
		filepath.Join(dir, "loop"):   dir,
		filepath.Join(dir, "broken"): filepath.Join(dir, "nowhere"),
		filepath.Join(dir, "l.txt"):  filepath.Join(other, "real.txt"),
	} {
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}
	got := read(t, newContext(), "file:"+dir+"?initialDelay=0&recursive=true&sortBy=file:name", 2, nothing)
	if got[0] != "d/a.txt" || got[1] != "l.txt" {
		t.Errorf("got %q", got)
	}
	if got := text(t, filepath.Join(other, "real.txt")); got != "2" {
		t.Errorf("what the link leads to became %q", got)
	}
}

func TestStartingDirectory(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none")
	ctx := newContext()
	source := componenttest.Source(t, ctx, Component, "file:"+missing+"?autoCreate=false&startingDirectoryMustExist=true")
	_, _, err := source.Subscriber(&components.RouteContext{Context: ctx})
	if components.Class(err) != "java.io.FileNotFoundException" {
		t.Errorf("got %v", err)
	}
	if ex, err := poll(t, ctx, "file:"+missing+"?autoCreate=false"); ex != nil || err != nil {
		t.Errorf("got %v, %v", ex, err)
	}
	if _, err := poll(t, ctx, "file:"+missing+"?autoCreate=false&directoryMustExist=true"); components.Class(err) != operationFailed {
		t.Errorf("got %v", err)
	}
}

func TestNoPermission(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root may do everything")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o100); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	if _, err := poll(t, newContext(), "file:"+dir); components.Class(err) != operationFailed {
		t.Errorf("got %v", err)
	}
	if err := send(t, newContext(), "file:"+dir, "a.txt", "x"); components.Class(err) != operationFailed {
		t.Errorf("got %v", err)
	}
}

func TestPoll(t *testing.T) {
	dir, ctx := t.TempDir(), newContext()
	fill(t, dir, "a.txt", "1", "b.txt", "2")
	uri := "file:" + dir + "?sortBy=reverse:file:name&eagerMaxMessagesPerPoll=false"
	first, err := poll(t, ctx, uri)
	if err != nil || first.Headers.Text("CamelFileName") != "b.txt" {
		t.Fatalf("got %v, %v", first, err)
	}
	second, err := poll(t, ctx, uri) // the first is in flight
	if err != nil || second.Headers.Text("CamelFileName") != "a.txt" {
		t.Fatalf("got %v, %v", second, err)
	}
	first.Complete(errors.New("no"))
	second.Complete(nil)
	again, err := poll(t, ctx, uri)
	if err != nil || again.Headers.Text("CamelFileName") != "b.txt" {
		t.Fatalf("got %v, %v", again, err)
	}
	again.Complete(nil)
	if none, err := poll(t, ctx, uri); none != nil || err != nil {
		t.Errorf("got %v, %v", none, err)
	}
}

func TestPollWaits(t *testing.T) {
	dir, ctx := t.TempDir(), newContext()
	poller := componenttest.Endpoint(t, ctx, Component, "file:"+dir+"?delay=1").(components.Poller)
	if ex, err := poller.Poll(t.Context(), 5*time.Millisecond); ex != nil || err != nil {
		t.Errorf("got %v, %v", ex, err)
	}
	go func() { _ = os.WriteFile(filepath.Join(dir, "a.txt"), []byte("1"), 0o644) }()
	ex, err := poller.Poll(t.Context(), -1)
	if err != nil || ex == nil {
		t.Fatalf("got %v, %v", ex, err)
	}
	ex.Complete(nil)
}

func TestSystemLockKeepsOthersOut(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, "a.txt", "1")
	held, err := os.OpenFile(filepath.Join(dir, "a.txt"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if ok, err := systemLock(held); !ok || err != nil {
		t.Fatalf("got %v, %v", ok, err)
	}
	uri := "file:" + dir + "?readLock=fileLock&readLockCheckInterval=1&readLockTimeout=5"
	if ex, err := poll(t, newContext(), uri); ex != nil || err != nil {
		t.Errorf("got %v, %v", ex, err)
	}
	held.Close()
	ex, err := poll(t, newContext(), uri)
	if ex == nil || err != nil {
		t.Fatalf("got %v, %v", ex, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.txt.camelLock")); err != nil {
		t.Error(err)
	}
	ex.Complete(nil)
	gone(t, filepath.Join(dir, "a.txt.camelLock"))
}
