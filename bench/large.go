package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
)

// bounded is the memory that a file may take whatever its size, in bytes.
const bounded = 64 << 20

// largeFile takes a file of some GiB through a streaming split, as it is and packed. It concerns Dromedary alone, and fails
// where the memory grows with the file.
func largeFile(b *bench) error {
	dir := filepath.Join(b.dir, "large")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	line := []byte(`{"id": 7000000000000000000, "lang": "en", "text": "cat window sofa box mouse garden roof lap", "author": {"name": "author-1"}}` + "\n")
	piece := bytes.Repeat(line, 1<<20/len(line))
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(piece); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	alone := &bench{contenders: b.contenders[:1]}
	for _, f := range []struct {
		name  string
		piece []byte
	}{{"lines.txt", piece}, {"lines.txt.gz", packed.Bytes()}} { // packed pieces in a row are a packed file, too
		path := filepath.Join(dir, f.name)
		if err := repeat(path, f.piece, *gib<<10); err != nil {
			return err
		}
		u, err := alone.contenders[0].until(dir, ": done ", route("large.yaml"), "dir="+dir, "file="+f.name)
		if err != nil {
			return err
		}
		if err := os.Remove(path); err != nil {
			return err
		}
		n := float64(*gib<<10) * float64(len(piece)/len(line))
		rate := newFigure(alone, "lines", perSecond, true)
		rate.add(0, n/u.wall.Seconds())
		cpu := newFigure(alone, "CPU for a million", seconds, false)
		cpu.add(0, u.cpu.Seconds()/n*million)
		memory := newFigure(alone, "peak memory", mib, false)
		memory.add(0, float64(u.peak))
		printTable(alone, fmt.Sprintf("large, %d GiB as %s", *gib, f.name), rate, cpu, memory)
		if u.peak > bounded {
			return fmt.Errorf("%s took %s", f.name, mib(float64(u.peak)))
		}
	}
	return nil
}

// repeat writes a file of n equal pieces.
func repeat(path string, piece []byte, n int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for range n {
		if _, err := f.Write(piece); err != nil {
			return err
		}
	}
	return nil
}
