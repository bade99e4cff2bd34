/** Whether two plain values say the same: those of another tab are new objects each time. */
export function isAlike<Value>(left: Value, right: Value): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
