package dedup

import (
	"encoding/binary"
	"errors"
	"slices"
)

// SketchSize is the most grams that a sketch holds. A text of up to so many is held whole.
const SketchSize = 256

// sketchShift cuts the grams of a sketch to 24 bits: two sets of SketchSize share one by chance in one of 250 comparisons.
const sketchShift = 8

// maxLevel is the last level: no text has so many grams.
const maxLevel = 24

// Sketch is what is kept of a set of grams to compare it with others: those whose hash lies below a bound, which is halved
// until at most SketchSize remain. Which grams remain depends on the grams alone, so sketches of sets that have much in
// common do too (A. Broder, 1997, the sketch by a modulus; here by the leading bits).
type Sketch struct {
	Size  int // grams of the whole set
	level int
	grams []uint32 // of 24 bits, sorted
}

// Sketch makes the sketch of a set.
func (g Grams) Sketch() Sketch {
	s := Sketch{Size: len(g)}
	for len(g) > SketchSize && s.level < maxLevel {
		s.level++
		n, _ := slices.BinarySearch(g, 1<<(32-s.level))
		g = g[:n]
	}
	s.grams = make([]uint32, 0, len(g))
	for _, x := range g {
		s.grams = append(s.grams, x>>sketchShift)
	}
	s.grams = slices.Compact(s.grams)
	return s
}

// Thin reports whether the set is too small to say whose writing it is.
func (s Sketch) Thin() bool { return s.Size < ThinGrams }

// at is the part of the sketch that a sketch of a higher level holds.
func (s Sketch) at(level int) []uint32 {
	if level <= s.level {
		return s.grams
	}
	n, _ := slices.BinarySearch(s.grams, 1<<(32-sketchShift-level))
	return s.grams[:n]
}

// sketchMark is the first byte of an encoded sketch. What an earlier version wrote begins with the first gram of the whole set,
// which is not zero.
const sketchMark = 0

// Encode writes the sketch as bytes: a mark, its level, its size, and the differences of neighbours as unsigned varints; about two
// and a half bytes a gram.
func (s Sketch) Encode() []byte {
	out := make([]byte, 0, 3*len(s.grams)+8)
	out = append(out, sketchMark, byte(s.level))
	out = binary.AppendUvarint(out, uint64(s.Size))
	var last uint32
	for _, x := range s.grams {
		out = binary.AppendUvarint(out, uint64(x-last))
		last = x
	}
	return out
}

var errSketch = errors.New("these bytes are no sketch of a text")

// DecodeSketch reads what Encode wrote, and the whole sets that the first version of the store kept.
func DecodeSketch(b []byte) (Sketch, error) {
	if len(b) == 0 {
		return Sketch{}, nil
	}
	if b[0] != sketchMark {
		g, err := decodeSet(b, 1<<32-1)
		return Grams(g).Sketch(), err
	}
	if len(b) < 3 || b[1] > maxLevel {
		return Sketch{}, errSketch
	}
	size, n := binary.Uvarint(b[2:])
	if n <= 0 || size > 1<<31 {
		return Sketch{}, errSketch
	}
	level := int(b[1])
	g, err := decodeSet(b[2+n:], 1<<(32-sketchShift-level)-1)
	if err != nil || len(g) > int(size) {
		return Sketch{}, errSketch
	}
	return Sketch{Size: int(size), level: level, grams: g}, nil
}

// decodeSet reads differences up to the greatest value.
func decodeSet(b []byte, greatest uint64) ([]uint32, error) {
	out := make([]uint32, 0, len(b)/2)
	var last uint64
	for first := true; len(b) > 0; first = false {
		d, n := binary.Uvarint(b)
		if n <= 0 || d > greatest-last || d == 0 && !first {
			return nil, errSketch
		}
		last += d
		out = append(out, uint32(last))
		b = b[n:]
	}
	return out, nil
}
