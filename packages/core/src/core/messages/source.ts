import { message } from './message.js'

/** Errors of sources that are there but cannot be used as they were given. */
export const sourceMessages = {
  SOURCE_NEEDS_GENOME: message<{ path: string }>(
    'usage',
    (d) =>
      `${d.path}: these are coordinates; name the genome that they lead to and the length of the windows (--genome hg38.fa --length 101; in a configuration peaks, genome and data.length)`,
    (d) =>
      `${d.path}: 좌표 파일입니다. 해당하는 유전체와 구간 길이를 지정하십시오(--genome hg38.fa --length 101, 설정 파일에서는 peaks, genome, data.length)`,
  ),
  SOURCE_NOT_RECORDS: message<{ path: string; format: string }>(
    'data',
    (d) =>
      `${d.path}: this is ${d.format}, which holds no records to train on or to predict; expected FASTA, FASTQ, a table, BED with a genome, a DiskDataset or .npz`,
    (d) =>
      `${d.path}: 학습하거나 예측할 레코드가 없는 ${d.format} 형식입니다. FASTA, FASTQ, 표, BED와 유전체, DiskDataset, .npz 중 하나여야 합니다`,
  ),
  SOURCE_LABELS_CONTRADICT: message<{ path: string; labels: readonly string[] }>(
    'data',
    (d) =>
      `${d.path}: the records are to be of one class, but they carry different labels (${d.labels.join(', ')}). Give the file by its labels (sequences in a configuration; without --positives, --negatives and --shuffle on the command line), or a file of one class`,
    (d) =>
      `${d.path}: 한 클래스로 쓸 레코드인데 서로 다른 레이블이 있습니다(${d.labels.join(', ')}). 레이블대로 쓰려면 설정 파일에서는 sequences에 적고 명령줄에서는 --positives, --negatives, --shuffle을 빼십시오. 아니면 한 클래스만 든 파일을 지정하십시오`,
  ),
  SOURCE_TARGETS_OF_TEXT: message<{ path: string }>(
    'usage',
    (d) =>
      `${d.path}: a table of labels goes with FASTA, FASTQ or a table of sequences, not with .npz or a DiskDataset`,
    (d) => `${d.path}: 레이블 표는 FASTA, FASTQ, 서열 표와 함께 씁니다. .npz나 DiskDataset과는 함께 쓸 수 없습니다`,
  ),
  SOURCE_NOT_STREAMED: message<{ path: string }>(
    'usage',
    (d) =>
      `${d.path}: only a DiskDataset can be read shard by shard in every epoch, and only as it is, without length or negatives; leave training.streaming out, or convert first: helicon data convert ${d.path} train_dataset`,
    (d) =>
      `${d.path}: 에포크마다 샤드별로 읽을 수 있는 것은 length나 negatives 없이 그대로 쓰는 DiskDataset뿐입니다. training.streaming을 빼거나 먼저 변환하십시오: helicon data convert ${d.path} train_dataset`,
  ),
}
