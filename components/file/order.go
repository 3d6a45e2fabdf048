package file

import (
	"cmp"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// criterion is one part of sortBy.
type criterion struct {
	value               components.Expression
	reverse, ignoreCase bool
}

// order reads sortBy: Simple functions with semicolons between, each with reverse: or ignoreCase: before it.
func (b *builder) order(text string) []criterion {
	var order []criterion
	for part := range strings.SplitSeq(text, ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		var c criterion
		for found := true; found; {
			if part, found = strings.CutPrefix(part, "reverse:"); found {
				c.reverse = true
			} else if part, found = strings.CutPrefix(part, "ignoreCase:"); found {
				c.ignoreCase = true
			}
		}
		if !strings.Contains(part, "${") {
			part = "${" + part + "}"
		}
		c.value = b.expression("sortBy", part)
		order = append(order, c)
	}
	return order
}

// sort puts the files of a poll in order. A file whose value cannot be had comes first.
func (e *endpoint) sort(files []*found) {
	if len(e.order) > 0 {
		values := make(map[*found][]any, len(files))
		for _, f := range files {
			for _, c := range e.order {
				v, err := c.value(e.question(f))
				if err != nil {
					e.ctx.Log().Warn("sortBy has no value for a file", "file", f.path, "error", err)
				}
				values[f] = append(values[f], v)
			}
		}
		slices.SortStableFunc(files, func(a, b *found) int {
			for i, c := range e.order {
				if n := c.compare(values[a][i], values[b][i]); n != 0 {
					return n
				}
			}
			return 0
		})
	}
	if e.Shuffle {
		rand.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	}
}

func (c criterion) compare(a, b any) int {
	n := 0
	x, errX := components.Float(a)
	y, errY := components.Float(b)
	switch _, isText := a.(string); {
	case a == nil || b == nil:
		n = cmp.Compare(components.Text(a != nil), components.Text(b != nil))
	case !isText && errX == nil && errY == nil:
		n = cmp.Compare(x, y)
	case c.ignoreCase:
		n = strings.Compare(strings.ToLower(components.Text(a)), strings.ToLower(components.Text(b)))
	default:
		n = strings.Compare(components.Text(a), components.Text(b))
	}
	if c.reverse {
		return -n
	}
	return n
}

// presort puts the entries of a directory into the order in which they are looked at.
func (e *endpoint) presort(entries []fs.DirEntry) []fs.DirEntry {
	by, reverse := strings.CutPrefix(e.PreSort, "-")
	compare := func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) }
	switch by {
	case "false":
		return entries
	case "modified":
		of := values(entries, func(i fs.FileInfo) int64 { return i.ModTime().UnixNano() })
		compare = func(a, b fs.DirEntry) int { return cmp.Compare(of[a], of[b]) }
	case "size":
		of := values(entries, fs.FileInfo.Size)
		compare = func(a, b fs.DirEntry) int { return cmp.Compare(of[a], of[b]) }
	}
	slices.SortStableFunc(entries, func(a, b fs.DirEntry) int {
		if reverse {
			a, b = b, a
		}
		return compare(a, b)
	})
	return entries
}

// values are the entries' figures; what is gone has none.
func values(entries []fs.DirEntry, value func(fs.FileInfo) int64) map[fs.DirEntry]int64 {
	of := make(map[fs.DirEntry]int64, len(entries))
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil {
			of[entry] = value(info)
		}
	}
	return of
}
