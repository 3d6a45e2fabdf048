package dice

import (
	"math"
	"testing"
)

// The feed is the same for everybody as long as these numbers are.
func TestNumbersStay(t *testing.T) {
	d := New(1, 2, 3)
	for i, want := range []uint64{2575158901710706529, 8625945231746075098, 18088547172614045808} {
		if got := d.Next(); got != want {
			t.Errorf("number %d: got %d, want %d", i, got, want)
		}
	}
	if New(1, 2).Next() == New(2, 1).Next() || New(0).Next() == New(0, 0).Next() {
		t.Error("the order or number of seeds makes no difference")
	}
}

func TestShares(t *testing.T) {
	const n = 100000
	d := New(7)
	sum, hits, faces := 0.0, 0, [6]int{}
	for range n {
		sum += d.Between(-1, 3)
		if d.Chance(0.3) {
			hits++
		}
		faces[d.Int(6)]++
	}
	if mean := sum / n; math.Abs(mean-1) > 0.02 {
		t.Errorf("mean %g", mean)
	}
	if share := float64(hits) / n; math.Abs(share-0.3) > 0.01 {
		t.Errorf("share %g", share)
	}
	for face, count := range faces {
		if math.Abs(float64(count)-n/6) > n/100 {
			t.Errorf("face %d came %d times", face, count)
		}
	}
}

func TestPoisson(t *testing.T) {
	for _, mean := range []float64{0, 0.2, 2, 25, 500} {
		const n = 4000
		d := New(9)
		sum, squares := 0.0, 0.0
		for range n {
			x := float64(d.Poisson(mean))
			sum, squares = sum+x, squares+x*x
		}
		got := sum / n
		variance := squares/n - got*got
		if math.Abs(got-mean) > 0.05*mean+0.001 || math.Abs(variance-mean) > 0.15*mean+0.001 {
			t.Errorf("mean %g: got mean %g, variance %g", mean, got, variance)
		}
	}
}
