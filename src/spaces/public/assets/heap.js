// A heap of numbered things by how far they are: the nearest comes out first.

export class Heap {
  /** @param {number} room grows when it is full */
  constructor(room) {
    this.size = 0;
    this._far = new Float64Array(room);
    this._node = new Uint32Array(room);
  }

  /**
   * @param {number} far
   * @param {number} node
   */
  push(far, node) {
    if (this.size === this._far.length) this._widen();
    let k = this.size;
    this.size += 1;
    while (k > 0) {
      const up = (k - 1) >> 1;
      if (this._far[up] <= far) break;
      this._far[k] = this._far[up];
      this._node[k] = this._node[up];
      k = up;
    }
    this._far[k] = far;
    this._node[k] = node;
  }

  /** @returns {[far: number, node: number]} */
  pop() {
    /** @type {[number, number]} */
    const top = [this._far[0], this._node[0]];
    this.size -= 1;
    const far = this._far[this.size], node = this._node[this.size];
    let k = 0;
    for (;;) {
      let down = 2 * k + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && this._far[down + 1] < this._far[down]) down += 1;
      if (this._far[down] >= far) break;
      this._far[k] = this._far[down];
      this._node[k] = this._node[down];
      k = down;
    }
    this._far[k] = far;
    this._node[k] = node;
    return top;
  }

  _widen() {
    const far = new Float64Array(2 * this.size), node = new Uint32Array(2 * this.size);
    far.set(this._far);
    node.set(this._node);
    this._far = far;
    this._node = node;
  }
}
