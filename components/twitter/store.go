package twitter

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// progress is what must outlive the process.
type progress struct {
	Version int `json:"v"`
	// Cursor is the id of the newest post of which all up to it were accepted; 0 is none.
	Cursor cursor `json:"cursor"`
	// Day is the UTC day of which Items posts were fetched.
	Day   string `json:"day"`
	Items int64  `json:"items"`
	// Route and Query are for people who read the file.
	Route string `json:"route"`
	Query string `json:"query"`
}

// cursor is an id; in JSON it is text, because its 64 bits do not fit JSON's numbers everywhere.
type cursor uint64

func (c cursor) MarshalText() ([]byte, error) { return strconv.AppendUint(nil, uint64(c), 10), nil }

func (c *cursor) UnmarshalText(text []byte) error {
	id, err := strconv.ParseUint(string(text), 10, 64)
	*c = cursor(id)
	return err
}

// store keeps progress in a file; one without a path keeps nothing.
type store struct{ path string }

// load reads the progress. No file is an empty progress.
func (s *store) load() (progress, error) {
	var p progress
	if s.path == "" {
		return p, nil
	}
	b, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err == nil && p.Version != 1 {
		err = fmt.Errorf("it is of version %d and not 1", p.Version)
	}
	if err != nil {
		return p, fmt.Errorf("where the search had got to cannot be read from %s: %w; repair the file, or remove it to begin anew", s.path, err)
	}
	return p, nil
}

// save writes the progress so that a crash leaves the old file or the new one.
func (s *store) save(p progress) error {
	if s.path == "" {
		return nil
	}
	if err := s.write(p); err != nil {
		return fmt.Errorf("where the search has got to cannot be stored: %w", err)
	}
	return nil
}

func (s *store) write(p progress) error {
	p.Version = 1
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, filepath.Base(s.path)+".*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(append(b, '\n'))
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), s.path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncDir(dir)
}

// syncDir makes the new name last. Where folders cannot be synchronised, as on Windows, there is nothing to do.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}

// today is the day that a budget is for.
func today(now time.Time) string { return now.UTC().Format(time.DateOnly) }

// tomorrow is when the next day's budget begins.
func tomorrow(now time.Time) time.Time { return now.UTC().Truncate(24 * time.Hour).Add(24 * time.Hour) }
