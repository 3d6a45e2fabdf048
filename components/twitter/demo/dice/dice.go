// Package dice gives numbers that look random and are the same on every machine, in every version of Go: the demo feed
// is a function of its seed and the time.
package dice

import "math"

// Dice is a SplitMix64 generator (Steele, Lea and Flood, 2014). Its value is its whole state.
type Dice uint64

// New makes dice of several numbers; the same numbers in the same order give the same dice.
func New(seeds ...uint64) *Dice {
	var d Dice
	for _, s := range seeds {
		d = Dice(mix(uint64(d)+0x9e3779b97f4a7c15) ^ s)
		d.Next()
	}
	return &d
}

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Next answers 64 bits.
func (d *Dice) Next() uint64 {
	*d += 0x9e3779b97f4a7c15
	return mix(uint64(*d))
}

// Int answers a number from 0 to n-1; n must be positive.
func (d *Dice) Int(n int) int { return int(d.Next() % uint64(n)) }

// Float answers a number in [0, 1).
func (d *Dice) Float() float64 { return float64(d.Next()>>11) / (1 << 53) }

// Between answers a number in [low, high).
func (d *Dice) Between(low, high float64) float64 { return low + d.Float()*(high-low) }

// Chance is true with probability p.
func (d *Dice) Chance(p float64) bool { return d.Float() < p }

// Poisson answers how often something happens that happens mean times on average. It is meant for small means.
func (d *Dice) Poisson(mean float64) int {
	n := 0
	for p := d.Float(); p > math.Exp(-mean) && n < 10*int(mean+10); n++ {
		p *= d.Float()
	}
	return n
}

// Pick answers one of list, which must not be empty.
func Pick[T any](d *Dice, list []T) T { return list[d.Int(len(list))] }
