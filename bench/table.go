package main

import (
	"fmt"
	"slices"
)

// figure is one line of a table: what each contender took, and how its runs are written.
type figure struct {
	name string
	show func(float64) string
	// more is better than less, so that the ratio is Dromedary's to the other's; else it is the other's to Dromedary's.
	more bool
	runs [][]float64 // by contender
}

func newFigure(b *bench, name string, show func(float64) string, more bool) *figure {
	return &figure{name, show, more, make([][]float64, len(b.contenders))}
}

func (f *figure) add(contender int, value float64) {
	f.runs[contender] = append(f.runs[contender], value)
}

// printTable prints medians side by side, and how many times better the first contender is.
func printTable(b *bench, title string, figures ...*figure) {
	cells := []string{}
	for _, c := range b.contenders {
		cells = append(cells, c.name)
	}
	for _, c := range b.contenders[1:] {
		cells = append(cells, "to "+c.name)
	}
	fmt.Println()
	row(title, cells...)
	for _, f := range figures {
		cells := []string{}
		medians := []float64{}
		for _, values := range f.runs {
			m := median(values)
			medians = append(medians, m)
			cells = append(cells, f.show(m))
		}
		for _, other := range medians[1:] {
			ratio := other / medians[0]
			if f.more {
				ratio = 1 / ratio
			}
			cells = append(cells, fmt.Sprintf("%.1f x", ratio))
		}
		row("  "+f.name, cells...)
	}
}

func row(name string, cells ...string) {
	fmt.Printf("%-34s", name)
	for _, c := range cells {
		fmt.Printf("%16s", c)
	}
	fmt.Println()
}

// Values in tables are seconds, bytes and plain numbers.
func ms(seconds float64) string     { return fmt.Sprintf("%.1f ms", seconds*1000) }
func seconds(s float64) string      { return fmt.Sprintf("%.2f s", s) }
func mib(bytes float64) string      { return fmt.Sprintf("%.1f MiB", bytes/(1<<20)) }
func perSecond(rate float64) string { return fmt.Sprintf("%.0f /s", rate) }

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
